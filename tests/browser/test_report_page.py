"""What a planner sees and does on the report, in a real browser without a network."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import pytest
from equizone.report import write_report
from fake_plan import fake_plan, fake_replay, fake_weekdays, fake_work
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

ZONES = 12

# Helpers in the page. Bokeh keeps its elements in shadow trees, so queries have to look into them.
PAGE_TOOLS = """
window.plot = (name) => Bokeh.documents[0].get_model_by_name(name);
window.deep = function* (root, selector) {
  for (const element of root.querySelectorAll("*")) {
    if (element.matches(selector)) yield element;
    if (element.shadowRoot) yield* deep(element.shadowRoot, selector);
  }
};
window.shown = (element) => element.getClientRects().length > 0;
window.tooltips = () => [...deep(document, ".bk-Tooltip")].filter(shown)
  .map((tooltip) => tooltip.shadowRoot.textContent.replace(/\\s+/g, " "));
window.place = (x, y) => {
  const view = Bokeh.index.find_one(plot("map"));
  const frame = view.frame, box = view.canvas_view.el.getBoundingClientRect();
  return [box.left + frame.x_scale.compute(x), box.top + frame.y_scale.compute(y)];
};
"""


@pytest.fixture(scope="module")
def plan():
    return fake_plan(zones=ZONES)


@pytest.fixture(scope="module")
def report(plan, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    write_report(plan, path)
    return path


@pytest.fixture
def page(chromium: webdriver.Chrome, report: Path) -> webdriver.Chrome:
    open_page(chromium, report)
    return chromium


def open_page(chromium: webdriver.Chrome, path: Path) -> None:
    for kind in ("browser", "performance"):
        chromium.get_log(kind)  # forget what earlier pages said
    chromium.get(path.as_uri())
    WebDriverWait(chromium, 60).until(
        lambda page: page.execute_script("return Bokeh.documents.length > 0 && Bokeh.documents[0].is_idle")
    )
    chromium.execute_script(PAGE_TOOLS)


def until(page: webdriver.Chrome, script: str, accept: Callable[[object], bool] = bool) -> object:
    """Return what the script says as soon as it is acceptable."""

    def answer(page: webdriver.Chrome) -> object:
        said = page.execute_script(f"return {script}")
        return [said] if accept(said) else None

    return WebDriverWait(page, 10).until(answer, f"{script}: {page.execute_script(f'return {script}')}")[0]


def point_at(page: webdriver.Chrome, x: float, y: float) -> ActionChains:
    """Move the mouse to a place on the map, in map metres."""
    page.execute_script("document.getElementById('map').scrollIntoView({block: 'end'})")
    left, top = page.execute_script("return place(...arguments)", x, y)
    actions = ActionChains(page)
    for nudge in (9, 0):  # a browser reports movement, not presence
        actions.w3c_actions.pointer_action.move_to_location(round(left) + nudge, round(top))
    actions.perform()
    return actions


def turn_wheel(page: webdriver.Chrome, delta: int) -> None:
    """Turn the wheel in the middle of the map; negative zooms in."""
    actions = point_at(page, 0, 0)
    actions.w3c_actions.wheel_action.scroll(delta_y=delta, origin=page.find_element(By.ID, "map"))
    actions.perform()


def rows(page: webdriver.Chrome) -> list[WebElement]:
    return page.find_elements(By.CSS_SELECTOR, "#zones tbody tr")


def zone_names(page: webdriver.Chrome) -> list[str]:
    return [row.find_element(By.TAG_NAME, "th").get_attribute("title") for row in rows(page)]


def canvas_colours(page: webdriver.Chrome, name: str) -> int:
    """Count the colours on a plot's canvas."""
    script = """
      const view = Bokeh.index.find_one(plot(arguments[0]));
      const canvas = view.canvas_view.primary.canvas;
      const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
      return new Set(new Uint32Array(pixels.buffer)).size;
    """
    return page.execute_script(script, name)


def test_asks_the_network_for_nothing(page):
    asked = []
    for entry in page.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] in ("Network.requestWillBeSent", "Network.webSocketCreated"):
            params = message["params"]
            asked.append(params.get("url") or params["request"]["url"])
    assert asked, "the log holds at least the page itself"
    assert {urlsplit(url).scheme for url in asked} <= {"file", "data", "blob"}
    assert sum(url.startswith("file") for url in asked) == 1


def test_the_console_holds_no_warning(page):
    loud = [entry for entry in page.get_log("browser") if entry["level"] in ("WARNING", "SEVERE")]
    assert loud == []


def test_map_and_chart_are_drawn(page):
    assert canvas_colours(page, "map") > 20
    assert canvas_colours(page, "chart") > 20


@pytest.mark.parametrize(("width", "height"), [(1280, 1600), (1920, 1200), (800, 1000)])
def test_the_page_fits_the_screen_and_the_map_keeps_its_proportions(page, width, height):
    page.set_window_size(width, height)
    spans = """(() => {
      const {x_range, y_range, inner_width, inner_height} = plot("map");
      return [(x_range.end - x_range.start) / inner_width, (y_range.end - y_range.start) / inner_height];
    })()"""
    until(page, spans, lambda metres_per_px: np.isclose(*metres_per_px, rtol=0.01))
    assert page.execute_script("return document.documentElement.scrollWidth <= window.innerWidth")
    assert page.execute_script("return plot('map').inner_width") > 0.5 * min(width, 1280) - 100
    page.set_window_size(1280, 1600)


def test_pointing_at_a_stop_tells_its_zone_and_load(page, plan):
    x, y, zone, load = page.execute_script(
        "const {x, y, zone, load} = plot('stops').data_source.data; return [x[7], y[7], zone[7], load[7]]"
    )
    assert zone == plan.stops["zone"].iloc[7]
    point_at(page, x, y)
    tooltips = until(page, "tooltips()")
    about_stop = next(text for text in tooltips if "stop:" in text)
    assert f"zone: {zone}" in about_stop
    assert f"load: {load}" in about_stop
    assert load == f"{plan.loads[7]:.2f} min"


def test_pointing_at_a_zone_tells_its_figures(page, plan):
    x, y = page.execute_script(
        "const {anchor_x, y} = plot('labels').data_source.data; return [anchor_x[4], y[4]]"
    )
    page.execute_script("plot('stops').visible = false")
    point_at(page, x, y)
    (about_zone,) = until(page, "tooltips()")
    zone = plan.zones.iloc[4]
    for figure in (
        f"zone: {zone.zone}",
        f"load: {zone.load:.1f} min",
        f"load / target: {100 * zone.load_ratio:.1f} %",
        f"stops: {zone.stops}",
        f"area: {zone.area_km2:.3f} km²",
    ):
        assert figure in about_zone


def test_the_wheel_zooms_and_reset_returns(page):
    width = "plot('map').x_range.end - plot('map').x_range.start"
    whole = page.execute_script(f"return {width}")
    turn_wheel(page, -120)
    until(page, width, lambda zoomed: zoomed < 0.9 * whole)
    page.execute_script("return [...deep(document, '.bk-ClickButton[title=Reset]')][0]").click()
    until(page, width, lambda restored: np.isclose(restored, whole))


def test_zooming_in_names_zones_that_were_too_small(chromium, tmp_path):
    write_report(fake_plan(stops=3000, zones=300), tmp_path / "many.html")
    open_page(chromium, tmp_path / "many.html")
    named = "plot('labels').data_source.data.x.filter(Number.isFinite).length"
    at_first = until(chromium, named)
    assert at_first < 300
    turn_wheel(chromium, -600)
    until(chromium, named, lambda now: now > at_first)


def test_the_table_has_a_row_per_zone_and_sorts(page, plan):
    assert zone_names(page) == plan.zones["zone"].tolist()
    load = page.find_elements(By.CSS_SELECTOR, "#zones thead th")[2]
    load.click()
    assert zone_names(page) == plan.zones.sort_values("load")["zone"].tolist()
    load.click()
    assert zone_names(page) == plan.zones.sort_values("load", ascending=False)["zone"].tolist()


def test_selecting_a_row_shows_its_zone_on_map_and_chart(page):
    before = canvas_pixels(page, "map"), canvas_pixels(page, "chart")
    rows(page)[3].click()
    until(page, "plot('zones').selected.indices", lambda indices: indices == [3])
    assert "selected" in rows(page)[3].get_attribute("class")
    WebDriverWait(page, 10).until(lambda page: canvas_pixels(page, "map") != before[0])
    WebDriverWait(page, 10).until(lambda page: canvas_pixels(page, "chart") != before[1])
    ActionChains(page).key_down(Keys.CONTROL).click(rows(page)[5]).key_up(Keys.CONTROL).perform()
    until(page, "plot('zones').selected.indices", lambda indices: indices == [3, 5])
    rows(page)[5].click()
    until(page, "plot('zones').selected.indices", lambda indices: indices == [])


def canvas_pixels(page: webdriver.Chrome, name: str) -> str:
    script = "return Bokeh.index.find_one(plot(arguments[0])).canvas_view.primary.canvas.toDataURL()"
    return page.execute_script(script, name)


def test_selecting_a_zone_on_the_map_shows_its_row(page):
    x, y = page.execute_script(
        "const {anchor_x, y} = plot('labels').data_source.data; return [anchor_x[9], y[9]]"
    )
    point_at(page, x, y).click().perform()
    until(page, "plot('zones').selected.indices", lambda indices: indices == [9])
    selected = page.find_elements(By.CSS_SELECTOR, "#zones tbody tr.selected th")
    assert [heading.get_attribute("title") for heading in selected] == ["10"]


def test_the_legend_hides_the_stops(page):
    before = canvas_colours(page, "map")
    page.execute_script("return [...deep(document, '.bk-item')][0]").click()
    until(page, "plot('stops').visible", lambda visible: visible is False)
    assert canvas_colours(page, "map") != before


def test_names_from_the_data_are_text_not_code(chromium, tmp_path):
    nasty = '<img src=x onerror="document.title=1">'
    plan = fake_plan(stops=60, zones=3, names=[nasty, "</script><b>", "& co"], title=nasty, notes=[nasty])
    write_report(plan, tmp_path / "nasty.html")
    open_page(chromium, tmp_path / "nasty.html")
    assert chromium.title == nasty
    assert zone_names(chromium) == [nasty, "</script><b>", "& co"]
    assert chromium.find_elements(By.TAG_NAME, "img") == []


@pytest.fixture(scope="module")
def work_report(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("work") / "report.html"
    plan = fake_plan(
        workload=fake_work(), weekdays=fake_weekdays(), mode="Mon+Fri", service_hours=np.full(12, 8.0)
    )
    plan.replayed = fake_replay(plan)
    write_report(plan, path)
    return path


@pytest.mark.parametrize("width", [1280, 1920, 800])
def test_the_tables_of_work_are_seen_and_fit_the_screen(chromium, work_report, width):
    chromium.set_window_size(width, 1600)
    open_page(chromium, work_report)
    assert chromium.execute_script("return document.documentElement.scrollWidth <= window.innerWidth")
    boxes = []
    for name in ("zones", "weekdays", "work"):
        table = chromium.find_element(By.ID, name)
        assert table.is_displayed()
        assert all(row.is_displayed() for row in table.find_elements(By.TAG_NAME, "tr"))
        script = """
          const own = arguments[0].getBoundingClientRect();
          const around = arguments[0].parentElement.getBoundingClientRect();
          const cut = [...arguments[0].querySelectorAll("th, td")]
            .filter((cell) => cell.scrollWidth > cell.clientWidth + 1).map((cell) => cell.textContent);
          return [own.left, own.right, own.top, own.bottom, around.left, around.right, cut];
        """
        left, right, top, bottom, around_left, around_right, cut = chromium.execute_script(script, table)
        assert around_left - 1 <= left < right <= around_right + 1
        assert cut == []
        boxes.append((left, right, top, bottom))
    for (_, right, _, bottom), (left, _, top, _) in itertools.pairwise(boxes):
        assert right <= left or bottom <= top, "the tables do not cover each other"
    chromium.set_window_size(1280, 1600)


def test_the_weekdays_of_the_plan_s_mode_stand_out(chromium, work_report):
    open_page(chromium, work_report)
    rows_of = chromium.find_elements(By.CSS_SELECTOR, "#weekdays tbody tr")
    colours = [row.value_of_css_property("background-color") for row in rows_of]
    assert colours[0] == colours[4] != colours[1]
    assert len({*colours[1:4], *colours[5:]}) == 1


def test_the_tables_of_work_do_not_take_part_in_selecting_zones(chromium, work_report):
    open_page(chromium, work_report)
    chromium.find_elements(By.CSS_SELECTOR, "#work tbody tr")[1].click()
    chromium.find_elements(By.CSS_SELECTOR, "#weekdays tbody tr")[1].click()
    chromium.find_elements(By.CSS_SELECTOR, "#weekdays thead th")[1].click()
    assert chromium.execute_script("return plot('zones').selected.indices") == []
    names = [row.text.split()[0] for row in chromium.find_elements(By.CSS_SELECTOR, "#weekdays tbody tr")]
    assert names[:2] == ["Monday", "Tuesday"]
    assert [entry for entry in chromium.get_log("browser") if entry["level"] in ("WARNING", "SEVERE")] == []
