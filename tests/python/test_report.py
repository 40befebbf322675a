"""The report as a file, the picture, and the colours of both."""

from __future__ import annotations

import itertools
import re
import warnings
from html.parser import HTMLParser
from pathlib import Path

import matplotlib.image
import numpy as np
import pytest
import shapely
from equizone.report import colours, wording, write_picture, write_report
from equizone.report.picture import _round_length
from equizone.report.scene import scene
from fake_plan import fake_plan

# Machado, Oliveira and Fernandes 2009: full red-blindness, green-blindness and blue-blindness, on linear RGB.
VISION = {
    "full": np.eye(3),
    "red-blind": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "green-blind": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "blue-blind": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}


def cielab(colour: str, vision: str) -> np.ndarray:
    channels = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    to_xyz = [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
    xyz = to_xyz @ np.clip(VISION[vision] @ linear, 0, 1) / [0.95047, 1, 1.08883]
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("vision", VISION)
def test_no_two_colours_look_alike(vision):
    for one, other in itertools.combinations(colours.PALETTE, 2):
        assert np.linalg.norm(cielab(one, vision) - cielab(other, vision)) > 20


@pytest.mark.parametrize(("stops", "zones"), [(60, 5), (2000, 60), (4000, 400)])
def test_neighbours_never_share_a_colour(stops, zones):
    drawn = scene(fake_plan(stops, zones))
    touching = shapely.intersects(drawn.fences[:, None], drawn.fences[None, :])
    same = np.equal.outer(drawn.colours, drawn.colours)
    assert not np.any(touching & same & ~np.eye(zones, dtype=bool))
    assert set(drawn.colours) <= set(colours.PALETTE), "six colours are enough for a map"


def test_zones_that_all_touch_still_differ():
    # Ten zones in many pieces, each piece touching one other zone: no planar map, so more than six colours.
    pairs = list(itertools.combinations(range(10), 2))
    pieces = {zone: [] for zone in range(10)}
    for place, pair in enumerate(pairs):
        for side, zone in enumerate(pair):
            pieces[zone].append(shapely.box(10 * place + side, 0, 10 * place + side + 1, 1))
    fences = np.array([shapely.multipolygons(parts) for parts in pieces.values()], dtype=object)
    assert len(set(colours.zone_colours(fences))) == 10


def test_zones_across_a_narrow_gap_differ():
    river_m = 5
    fences = np.array([shapely.box(0, 0, 500, 500), shapely.box(500 + river_m, 0, 1000, 500)], dtype=object)
    assert len(set(colours.zone_colours(fences))) == 2


def test_labels_stand_inside_their_zones():
    plan = fake_plan(2000, 60)
    drawn = scene(plan)
    assert shapely.contains_xy(drawn.fences, *drawn.anchors.T).all()
    width_m = drawn.label_height_m * [0.62 * len(name) for name in plan.zones["zone"]]
    x, y = drawn.anchors.T
    boxes = shapely.box(
        x - width_m / 2, y - drawn.label_height_m / 2, x + width_m / 2, y + drawn.label_height_m / 2
    )
    inside = shapely.area(shapely.intersection(boxes, drawn.fences)) / shapely.area(boxes)
    assert inside.min() > 0.98


def test_stops_are_drawn_in_their_zones_and_in_metres():
    plan = fake_plan()
    drawn = scene(plan)
    assert shapely.contains_xy(drawn.fences[drawn.stop_zones], *drawn.stops.T).all()
    in_metres = shapely.get_coordinates(plan.stops.geometry.to_crs(plan.crs))
    assert np.allclose(np.diff(drawn.stops, axis=0), np.diff(in_metres, axis=0), atol=1e-6)


class Page(HTMLParser):
    """Collects what a page loads, its tags and its text."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.tags: list[str] = []
        self.text = ""
        self.cells: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.loads += [value for name, value in attrs if name in ("src", "href", "srcset", "data", "action")]
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_data(self, data):
        if self.tags and self.lasttag not in ("script", "style"):
            self.text += data
        if self.cells:
            self.cells[-1] += data


@pytest.fixture(scope="module")
def plan():
    return fake_plan()


@pytest.fixture(scope="module")
def report(plan, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    write_report(plan, path)
    return path


def test_the_report_loads_nothing(report):
    page = Page(report)
    assert page.loads == []
    assert not {"link", "iframe", "img", "object", "embed"} & set(page.tags)
    style = re.search(r"<style>(.*?)</style>", report.read_text(encoding="utf-8"), re.DOTALL)[1]
    assert "url(" not in style
    assert "@import" not in style


def test_the_report_says_what_the_planner_asks(report, plan):
    text = " ".join(Page(report).text.split())
    total = plan.loads.sum()
    for said in (
        "Station Vaduz",
        "Every zone is within ± 3 % of its target.",
        "400",
        f"{total:,.0f} min",
        f"{total / 60:,.1f} hours",
        *plan.notes,
        "1 for a circle",
    ):
        assert said in text


def test_the_table_holds_every_zone(report, plan):
    cells = [cell.strip() for cell in Page(report).cells]
    first = cells.index(
        plan.zones["zone"].iloc[0] + (f" {sign}" if (sign := wording.out_of_band(plan)[0]) else "")
    )
    rows = np.array(cells[first : first + 7 * len(plan.zones)]).reshape(-1, 7)
    assert [name.split()[0] for name in rows[:, 0]] == plan.zones["zone"].tolist()
    assert [int(stops) for stops in rows[:, 1]] == plan.zones["stops"].tolist()
    assert np.allclose([float(load.replace(",", "")) for load in rows[:, 2]], plan.zones["load"], atol=0.05)
    assert np.allclose(
        [float(ratio.removesuffix(" %")) for ratio in rows[:, 4]], 100 * plan.zones["load_ratio"], atol=0.05
    )
    assert np.allclose([float(area) for area in rows[:, 5]], plan.zones["area_km2"], atol=0.0005)


def test_the_report_is_the_same_every_time(report, plan, tmp_path):
    write_report(plan, tmp_path / "again.html")
    assert (tmp_path / "again.html").read_bytes() == report.read_bytes()


def test_the_report_tells_why_a_plan_falls_short(tmp_path):
    reason = "stop 88 alone (410 min) exceeds its zone's upper bound (395 min)"
    write_report(fake_plan(status="heavy_stop", reason=reason), tmp_path / "report.html")
    assert reason in Page(tmp_path / "report.html").text


def test_text_from_the_data_cannot_leave_its_place(tmp_path):
    nasty = "</script><script>alert(1)</script>"
    plan = fake_plan(60, 3, names=[nasty, "b", "c"], title=nasty, notes=[nasty])
    write_report(plan, tmp_path / "report.html")
    assert nasty not in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_large_stations_stay_small_files(tmp_path, report):
    write_report(fake_plan(20_000, 100), tmp_path / "large.html")
    per_stop = ((tmp_path / "large.html").stat().st_size - report.stat().st_size) / 20_000
    assert per_stop < 80


@pytest.mark.parametrize(("bound", "sign"), [(1.03, ""), (1.0301, "▲"), (0.97, ""), (0.9699, "▼"), (1.0, "")])
def test_signs_mark_what_is_out_of_tolerance(bound, sign):
    plan = fake_plan(60, 2)
    plan.zones["load_ratio"] = [bound, 1.0]
    assert wording.out_of_band(plan) == [sign, ""]


@pytest.mark.parametrize(
    ("values", "value", "text"),
    [
        ([3, 44], 44, "44 stops"),
        ([1234.56, 2], 1234.56, "1,235 stops"),
        ([412.25, 380.1], 412.25, "412.2 stops"),
        ([0.0123, 0.05], 0.0123, "0.01230 stops"),
    ],
)
def test_quantities_have_sensible_decimals_and_a_unit(values, value, text):
    assert wording.quantities(values, "stops")(value) == text


def test_loads_of_unknown_unit_carry_their_name():
    assert wording.load_unit(fake_plan(load_unit="", load_name="parcels")) == "parcels"


def test_the_picture_is_wide_and_the_same_every_time(plan, tmp_path):
    for name in ("one.png", "two.png"):
        write_picture(plan, tmp_path / name)
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()
    pixels = matplotlib.image.imread(tmp_path / "one.png")
    assert pixels.shape[1] == 1600


def test_the_picture_shows_every_zone_in_its_colour(tmp_path):
    plan = fake_plan(zones=6)
    write_picture(plan, tmp_path / "plan.png")
    pixels = matplotlib.image.imread(tmp_path / "plan.png")[..., :3].reshape(-1, 3)
    for colour in set(scene(plan).colours):
        fill = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
        on_white = 0.8 * fill + 0.2
        assert (np.abs(pixels - on_white).max(axis=1) < 0.01).sum() > 5_000


def test_pictures_of_odd_stations_are_drawn_without_complaint(tmp_path):
    along_a_road = np.column_stack([np.linspace(537_000, 567_000, 50), np.tile([5_220_000, 5_220_040], 25)])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        write_picture(fake_plan(points=along_a_road, zones=4), tmp_path / "road.png")
        write_picture(
            fake_plan(30, 2, station=None, notes=[], title="$a_b$ & <c> " * 20), tmp_path / "title.png"
        )
        write_picture(
            fake_plan(status="not_reached", reason="zone 4 is heavy " * 30), tmp_path / "reason.png"
        )


def test_drawing_leaves_the_global_state_alone(plan, tmp_path):
    matplotlib_settings = dict(matplotlib.rcParams)
    write_picture(plan, tmp_path / "plan.png")
    assert dict(matplotlib.rcParams) == matplotlib_settings


@pytest.mark.parametrize(
    ("longest", "length"), [(200, 200), (499, 200), (500, 500), (999, 500), (3, 2), (0.7, 0.5)]
)
def test_scale_bars_have_round_lengths(longest, length):
    assert _round_length(longest) == pytest.approx(length)


def test_a_zone_without_a_fence_of_its_own_is_still_listed(tmp_path):
    plan = fake_plan(zones=3)
    plan.zones.loc[1, "geometry"] = shapely.Polygon()
    plan.zones.loc[1, ["area_km2", "compactness"]] = 0.0, np.nan
    write_report(plan, tmp_path / "report.html")
    write_picture(plan, tmp_path / "plan.png")
    assert 'title="2"' in (tmp_path / "report.html").read_text(encoding="utf-8")
