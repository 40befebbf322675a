import equizone
import geopandas
import pyproj
import pytest
import shapely

from .town import town


@pytest.mark.parametrize(
    "station",
    [
        (9.53, 47.13),
        shapely.Point(9.53, 47.13),
        geopandas.GeoSeries.from_xy([9.53], [47.13], crs=4326).to_crs(2056),
    ],
)
def test_station_in_the_plan_s_metres(station):
    plan = equizone.plan(town(), 4, station=station)
    expected = pyproj.Transformer.from_crs(4326, 32632, always_xy=True).transform(9.53, 47.13)
    assert (plan.station.x, plan.station.y) == pytest.approx(expected, abs=1e-2)


def test_area_bounds_the_fences():
    area = shapely.box(9.49, 47.09, 9.57, 47.17)
    plan = equizone.plan(town(), 4, area=area)
    covered = plan.zones.to_crs(plan.crs).area.sum()
    given = geopandas.GeoSeries([area], crs=4326).to_crs(plan.crs).area.sum()
    assert covered == pytest.approx(given, rel=1e-6)
    assert plan.summary["area_km2"].sum() == pytest.approx(given / 1e6, rel=1e-6)


def test_margin_widens_the_area():
    narrow, wide = (equizone.plan(town(), 4, margin_m=margin_m) for margin_m in (50, 500))
    assert wide.summary["area_km2"].sum() > narrow.summary["area_km2"].sum()
