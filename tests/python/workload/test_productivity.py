import geopandas
import numpy as np
import pandas as pd
import pytest
import shapely
from equizone import InputError, WorkloadModel

MODEL = WorkloadModel.default()


def station(seed=1, count=200):
    rng = np.random.default_rng(seed)
    return pd.DataFrame(
        {
            "lon": rng.uniform(9.0, 9.1, count),
            "lat": rng.uniform(47.0, 47.1, count),
            "customer": rng.choice(MODEL.profile.names("customer"), count),
            "parcels": rng.integers(1, 30, count),
            "zone": rng.integers(1, 5, count),
        }
    )


def areas(*boxes_and_rates, crs="EPSG:4326"):
    boxes, rates = zip(*boxes_and_rates, strict=True)
    return geopandas.GeoDataFrame(
        {"stops_per_hour": rates}, geometry=[shapely.box(*b) for b in boxes], crs="EPSG:4326"
    ).to_crs(crs)


WEST, EAST = (8.9, 46.9, 9.05, 47.2), (9.05, 46.9, 9.2, 47.2)


def test_by_zone_the_mean_minutes_per_stop_follow_the_stops_an_hour():
    stops = station()
    plain = MODEL.minutes(stops)["total"]
    table = MODEL.minutes(stops, productivity={1: 3.5, 2: 8, 3: 2})
    means = table["total"].groupby(stops["zone"]).mean()
    np.testing.assert_allclose(means[[1, 2, 3]], [60 / 3.5, 60 / 8, 60 / 2], rtol=1e-12)
    inside = stops["zone"] != 4
    np.testing.assert_array_equal(table["total"][~inside], plain[~inside])
    for zone in (1, 2, 3):  # the differences between the stops of a zone stay
        ratio = (table["total"] / plain)[stops["zone"] == zone]
        np.testing.assert_allclose(ratio, ratio.iloc[0])
    np.testing.assert_allclose(table["area"], table["total"] - plain, atol=1e-9)
    assert table.attrs["notes"][-2:] == [
        "In 3 areas, the mean minutes per stop follow the stops an hour given. Planners' rates mostly hold "
        "the ways too; then do not count these again by speed_kmh.",
        f"In no area, so unchanged: {(~inside).sum()} stops.",
    ]


@pytest.mark.parametrize(
    "productivity",
    [
        pd.DataFrame({"zone": [1, 2], "stops_per_hour": [3, 4]}),
        pd.DataFrame({"zone": ["1", "2"], "stops_per_hour": ["3", "4"]}),
        pd.Series({1: 3, 2: 4}),
        {"1": 3.0, "2": 4.0},
        "file",
    ],
)
@pytest.mark.parametrize("column", ["zone", "previous_zone", "zone_before", "Zone"])
def test_zones_are_given_in_many_ways(productivity, column, tmp_path):
    if isinstance(productivity, str):
        productivity = tmp_path / "zones.csv"
        productivity.write_text("zone,stops_per_hour\n1,3\n2,4\n", encoding="utf-8")
    stops = station()
    given = MODEL.minutes(stops.rename(columns={"zone": column}), productivity=productivity)
    pd.testing.assert_frame_equal(given, MODEL.minutes(stops, productivity={1: 3, 2: 4}))


def test_the_zone_before_goes_before_the_zone_of_a_plan():
    stops = station()
    planned = stops.rename(columns={"zone": "zone_before"}).assign(zone=1)
    given = MODEL.minutes(planned, productivity={1: 3, 2: 4})
    pd.testing.assert_frame_equal(given, MODEL.minutes(stops, productivity={1: 3, 2: 4}))


def test_stops_that_are_not_visited_daily_count_for_their_share_of_a_visit():
    stops = pd.DataFrame({"parcels": [0.25, 0.5, 3], "zone": 1})
    table = MODEL.minutes(stops, productivity={1: 4})
    assert table["total"].sum() == pytest.approx(1.75 * 15)


def test_stops_without_a_zone_stay_as_they_are():
    stops = station()
    stops["zone"] = stops["zone"].where(stops["zone"] != 3)  # which makes pandas read 1 as 1.0
    table = MODEL.minutes(stops, productivity={1: 3, 2: 4, 4: 5})
    means = table["total"].groupby(stops["zone"], dropna=False).mean()
    np.testing.assert_allclose(means[[1, 2, 4]], [20, 15, 12])
    lost = stops["zone"].isna()
    np.testing.assert_array_equal(table["total"][lost], MODEL.minutes(stops)["total"][lost])


def test_it_is_the_visits_that_count():
    stops = pd.DataFrame({"parcels": [1, 9, 4], "visits": [1, 3, 2], "zone": ["a", "a", "b"]})
    table = MODEL.minutes(stops, productivity={"a": 5, "b": 6})
    assert table["total"][:2].sum() == pytest.approx(4 * 12)
    assert table["total"][2] == pytest.approx(2 * 10)


def test_stops_without_parcels_are_not_visited():
    stops = pd.DataFrame({"parcels": [1, 3, 0], "zone": 1})
    table = MODEL.minutes(stops, productivity={1: 4})
    assert table["total"][:2].mean() == pytest.approx(15)
    assert table["total"][2] == 0
    nothing = MODEL.minutes(stops.assign(parcels=0), productivity={1: 4})
    assert nothing["total"].tolist() == [0, 0, 0]


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:32632", "EPSG:3857"])
def test_by_polygon_in_any_coordinate_system(crs):
    stops = station()
    table = MODEL.minutes(stops, productivity=areas((WEST, 3.5), (EAST, 6), crs=crs))
    west = stops["lon"] < 9.05
    assert table["total"][west].mean() == pytest.approx(60 / 3.5)
    assert table["total"][~west].mean() == pytest.approx(10)
    assert len(table.attrs["notes"]) == 2


def test_stops_may_be_points_in_metres():
    stops = station()
    points = geopandas.GeoDataFrame(
        stops.drop(columns=["lon", "lat"]),
        geometry=geopandas.points_from_xy(stops["lon"], stops["lat"], crs="EPSG:4326"),
    ).to_crs("EPSG:32632")
    of_points = MODEL.minutes(points, productivity=areas((WEST, 3.5)))
    of_degrees = MODEL.minutes(stops, productivity=areas((WEST, 3.5)))
    np.testing.assert_array_equal(of_points["total"], of_degrees["total"])


def test_stops_in_several_polygons_are_refused():
    stops = station()
    everywhere = (8, 46, 10, 48)
    with pytest.raises(InputError, match=r"stop at row \d+ .* lies in several areas of productivity"):
        MODEL.minutes(stops, productivity=areas((WEST, 3), (everywhere, 6)))


def test_polygons_from_a_file(tmp_path):
    stops = station()
    areas((WEST, 3.5)).to_file(tmp_path / "quarters.geojson")
    table = MODEL.minutes(stops, productivity=tmp_path / "quarters.geojson")
    pd.testing.assert_frame_equal(table, MODEL.minutes(stops, productivity=areas((WEST, 3.5))))


def test_polygons_and_zones_leave_the_other_factors_alone():
    stops = station()
    plain = MODEL.minutes(stops)
    table = MODEL.minutes(stops, productivity=areas((WEST, 3.5)))
    others = [name for name in plain.columns if name not in ("area", "total")]
    pd.testing.assert_frame_equal(table[others], plain[others], check_exact=True)


@pytest.mark.parametrize(
    ("productivity", "words"),
    [
        ({1: 0}, "column stops_per_hour of productivity at row 0 is 0: give stops an hour above 0"),
        ({1: 3, 2: -4}, "column stops_per_hour of productivity at row 1 is -4: give stops an hour above 0"),
        ({1: "fast"}, "column stops_per_hour of productivity at row 0 is 'fast': give a finite number"),
        ({1: np.nan}, "column stops_per_hour of productivity at row 0 is empty: give a finite number"),
        ({9: 3}, "productivity: no stop lies in any of its areas; are their coordinates, or names, right?"),
        ({}, "productivity has no rows"),
        (3, "productivity is a int; give a DataFrame or a file"),
        (pd.DataFrame({"zone": [1], "stop_per_hour": [3]}), "no such column; did you mean stop_per_hour?"),
        (pd.DataFrame({"zones": [1], "stops_per_hour": [3]}), "productivity's column is 'zone', but"),
        (pd.DataFrame({"zone": [1, None], "stops_per_hour": [3, 4]}), "at row 1 is empty: name the zone"),
        (pd.DataFrame({"zone": [1, 1], "stops_per_hour": [3, 4]}), "productivity names zone 1 twice"),
        (areas(((0, 0, 1, 1), 3)), "productivity: no stop lies in any of its areas"),
        (areas((WEST, -3)), "column stops_per_hour of productivity at row 0 is -3"),
        (areas((WEST, 3)).set_crs(None, allow_override=True), "productivity has no coordinate system"),
        (areas((WEST, 3)).boundary.to_frame("geometry").assign(stops_per_hour=3), "other than polygons"),
    ],
)
def test_bad_productivity_is_named(productivity, words):
    with pytest.raises(InputError) as error:
        MODEL.minutes(station(), productivity=productivity)
    assert words in str(error.value)


def test_stops_without_zones_or_places_are_told():
    stops = station()
    with pytest.raises(
        InputError,
        match="productivity is by zone, but stops has no column previous_zone or zone_before or zone",
    ):
        MODEL.minutes(stops.drop(columns="zone"), productivity={1: 3})
    with pytest.raises(InputError, match="no coordinates found"):
        MODEL.minutes(stops.drop(columns="lon"), productivity=areas((WEST, 3)))
