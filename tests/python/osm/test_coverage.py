import geopandas
import numpy as np
import pytest
import shapely
from equizone import InputError
from equizone.osm.coverage import check_covers

MAPPED = geopandas.GeoSeries([shapely.box(500_000, 5_200_000, 510_000, 5_210_000)], crs=32632)


def stops(*east_of_map_m, inside=0):
    xs = [510_000 + m for m in east_of_map_m] + [505_000] * inside
    return geopandas.GeoSeries.from_xy(xs, [5_205_000] * len(xs), crs=32632)


def check(places):
    check_covers(MAPPED, places, "the streets of a.osm.pbf", "give more")


def test_stops_on_the_map_and_just_beyond():
    check(stops(-5000, 0, 900))
    check(stops(-5000, 0, 900).to_crs(4326))


def test_a_few_huts_may_lie_farther():
    check(stops(4000, inside=100))
    with pytest.raises(
        InputError, match=r"2 of 102 lie beyond, up to 4,000 m; the farthest is row 1; give more"
    ):
        check(stops(3000, 4000, inside=100))


def test_one_far_stop_is_too_much():
    with pytest.raises(InputError, match=r"1 of 1,001 lie beyond, up to 6,000 m; the farthest is row 0"):
        check(stops(6000, inside=1000))


def test_another_country():
    vienna = geopandas.GeoSeries.from_xy(np.full(9, 16.37), np.full(9, 48.2), crs=4326)
    with pytest.raises(
        InputError, match=r"the streets of a\.osm\.pbf do not cover the stops: 9 of 9 lie beyond"
    ):
        check(vienna)


def test_stops_far_away_may_be_swapped():
    swapped = geopandas.GeoSeries.from_xy(np.full(9, 47.0), np.full(9, 9.1), crs=4326)
    with pytest.raises(InputError, match=r"; are their coordinates swapped\? Else give more"):
        check(swapped)
    with pytest.raises(InputError, match=r"the farthest is row 0; give more"):
        check(stops(20_000))
