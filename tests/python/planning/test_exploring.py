import sys

import equizone
import pytest

from .town import town


@pytest.fixture(scope="module")
def plan():
    return equizone.plan(town(), 8)


def test_explore_needs_its_extra(plan, monkeypatch):
    monkeypatch.setitem(sys.modules, "folium", None)
    with pytest.raises(ImportError, match=r"pip install equizone\[explore\]"):
        plan.explore()


def test_explore_shows_zones_and_stops(plan):
    pytest.importorskip("folium")
    pytest.importorskip("mapclassify")
    layers = [child.layer_name for child in plan.explore()._children.values() if hasattr(child, "layer_name")]
    assert {"zones", "stops"} <= set(layers)
