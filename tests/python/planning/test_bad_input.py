import equizone
import geopandas
import numpy as np
import pandas as pd
import pytest
import shapely
from equizone import InputError

from .town import MINUTES, STOPS, town


@pytest.mark.parametrize(
    ("columns", "options", "message"),
    [
        ({}, {}, "give couriers, the number of zones, or shift_hours"),
        ({}, {"couriers": 3.5}, "couriers is 3.5; give a whole number"),
        ({}, {"couriers": "four"}, "four does not exist; couriers must be a file"),
        ({}, {"couriers": 0}, "couriers is 0; give at least 1"),
        ({}, {"couriers": 241}, "couriers is 241 but the table has 240 stops"),
        ({"lon": 9.5, "lat": 47.1}, {"couriers": 2}, "240 stops share 1 place, .*keep_together=False"),
        ({}, {"shift_hours": 0}, "shift_hours is 0"),
        ({}, {"shift_hours": float("nan")}, "shift_hours is nan"),
        ({"minutes": 9.0}, {"shift_hours": 8, "load": "minuten"}, "did you mean minutes"),
        ({"minutes": -1.0}, {"couriers": 4}, "column minutes at row 0 is -1.0: a load must be >= 0"),
        ({"minutes": 0.0}, {"couriers": 4}, "column minutes: all 240 loads are zero"),
        ({"minutes": "much"}, {"couriers": 4}, "column minutes at row 0 is 'much': give a finite number"),
        ({}, {"couriers": 4, "load": [1.0, 2.0]}, "load has shape .2,. but there are 240 stops"),
        ({}, {"couriers": 4, "load": pd.Series(MINUTES)[::-1]}, "load is a Series whose index is not that"),
        ({}, {"couriers": 4, "load": [np.nan] * STOPS}, "argument load at row 0 is empty"),
        ({}, {"couriers": 4, "tolerance": 3}, "tolerance is 3; give a fraction"),
        ({}, {"couriers": 4, "tolerance": float("nan")}, "tolerance is nan"),
        ({}, {"couriers": 4, "seed": -1}, "seed is -1"),
        ({}, {"couriers": 4, "effort": "huge"}, 'effort is "huge"'),
        ({}, {"couriers": 4, "names": ["a", "b"]}, "names has 2 names for 4 zones"),
        ({}, {"couriers": 4, "names": list("abca")}, "names repeat: a"),
        ({}, {"couriers": 4, "targets": [1.0, 2.0]}, "targets"),
        (
            {},
            {"couriers": 4, "station": (47.13, 9.53)},
            "station lies 5,... km from the nearest stop.*swapped",
        ),
        ({}, {"couriers": 4, "station": (9.5, np.nan)}, "station is POINT .*finite"),
        (
            {},
            {"couriers": 4, "station": np.eye(9)},
            r"station is array[^\n]*; give a file, a geometry[^\n]*$",
        ),
        ({}, {"couriers": 4, "station": (9.5,)}, "station is .9.5,.; give a file, a geometry"),
        ({}, {"couriers": 4, "station": shapely.box(9, 47, 10, 48)}, "station has 1 places .Polygon."),
        ({}, {"couriers": 4, "station": "nowhere.geojson"}, "nowhere.geojson does not exist"),
        ({}, {"couriers": 4, "area": shapely.box(9.4, 47.0, 9.53, 47.2)}, "lies [0-9,]+ m outside the area"),
        ({}, {"couriers": 4, "area": shapely.Point(9.5, 47.1)}, "area has Point; give polygons"),
        (
            {},
            {"couriers": 4, "area": shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])},
            "not a valid polygon",
        ),
        (
            {},
            {"couriers": 4, "area": shapely.box(9, 47, 10, 48), "margin_m": 10},
            "area and margin_m are both",
        ),
        ({}, {"couriers": 4, "margin_m": -1}, "margin_m is -1"),
        ({}, {"couriers": 4, "margin_m": 1e6}, "margin_m is 1000000.0; .*at most 100,000"),
        (
            {},
            {"shift_hours": 1e-300},
            "shift_hours is 1e-300: .* more than there are stops .240.; are the loads",
        ),
        ({}, {"couriers": 4, "station": (200, 100)}, "a longitude lies within 180 degrees"),
        ({}, {"couriers": 4, "station": town()}, "station has no geometry; give GeoJSON"),
        ({}, {"couriers": 4, "station": "nowhere"}, "nowhere does not exist; .* a file, or two numbers X,Y"),
        ({}, {"couriers": 4, "station": "a\0b"}, "station is .*zero bytes"),
        ({}, {"couriers": 4, "area": "https://example.org/a.geojson"}, "a URL; download it first"),
        ({}, {"couriers": 4, "area": shapely.Polygon()}, "area is empty"),
        ({}, {"couriers": 4, "area": geopandas.GeoSeries([], crs=4326)}, "area is empty"),
    ],
)
def test_bad_input(columns, options, message):
    with pytest.raises(InputError, match=message):
        equizone.plan(town(**columns), **options)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"couriers": True}, "couriers is True; give a whole number"),
        ({"couriers": None, "shift_hours": "8"}, "shift_hours is '8'; give a number"),
        ({"load": 1}, "load is 1; give a column's name"),
        ({"tolerance": "0.03"}, "tolerance is '0.03'; give a number"),
        ({"seed": 1.5}, "seed is 1.5; give a whole number"),
        ({"seed": None}, "seed is None; give a whole number"),
        ({"seed": 2**64}, "seed is 18446744073709551616; give at most 18446744073709551615"),
        ({"threads": 1025}, "threads is 1025; give at most 1024"),
        ({"threads": -1}, "threads is -1; give at least 0"),
        ({"threads": 2**70}, "threads is 1180591620717411303424; give at most 1024"),
        ({"effort": 3}, "effort is 3; give a text"),
        ({"time_limit_s": "10"}, "time_limit_s is '10'; give a number"),
        ({"margin_m": "10"}, "margin_m is '10'; give a number"),
        ({"names": ["a", "", "c", "d"]}, r"names\[1\] is ''; give a text that is not blank"),
        ({"names": ["a", "b", None, "d"]}, r"names\[2\] is None; give a text"),
        ({"names": 4}, "names is 4; give a list of texts"),
        ({"notes": "one"}, "notes is 'one'; give a list of texts"),
        ({"title": 7}, "title is 7; give a text"),
        ({"keep_together": "no"}, "keep_together is 'no'; give True or False"),
        ({"progress": 5}, "progress is 5; give a function"),
    ],
)
def test_wrong_types(options, message):
    with pytest.raises(InputError, match=message):
        equizone.plan(town(), **{"couriers": 4} | options)
