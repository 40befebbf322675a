import math

import numpy as np
import pandas as pd
import pytest
from equizone import InputError, cli, couriers_needed, fit_beta, occupied_area_km2
from equizone.planning.staff_figures import figures_of_stops

VALLEY = {
    "minutes": 900,
    "stops": 300,
    "area_km2": 400,
    "speed_kmh": 25,
    "station_distance_km": 20,
    "beta": 1.6,
}
TOO_FAR = VALLEY | {"station_distance_km": 60, "speed_kmh": 15}


def formula(
    minutes, stops, area_km2, speed_kmh, station_distance_km, beta, shift_hours=8, minutes_per_shift=0
):
    """Return the couriers as domain.md has them."""
    left = shift_hours - minutes_per_shift / 60 - 2 * station_distance_km / speed_kmh
    return (minutes / 60 + beta * math.sqrt(stops * area_km2) / speed_kmh) / left


@pytest.mark.parametrize(("stops", "couriers"), [(840, 30), (640, 23)])
def test_the_published_example(stops, couriers):
    needed = couriers_needed(stops=stops, stops_per_hour=3.5, shift_hours=8)
    assert needed.couriers == couriers
    assert needed.exact == pytest.approx(stops / 28, rel=1e-15)
    assert f"{stops} stops / 3.5 stops per hour" in needed.reason
    assert needed.alternatives["couriers"].tolist() == [couriers - 1, couriers, couriers + 1]
    assert needed.alternatives["fits"].tolist() == [False, True, True]
    assert needed.alternatives["hours_per_courier"].tolist() == pytest.approx(
        [stops / 3.5 / k for k in (couriers - 1, couriers, couriers + 1)]
    )


def test_the_ways_bind_in_a_wide_valley():
    needed = couriers_needed(**VALLEY)
    assert needed.couriers == math.ceil(formula(**VALLEY)) == 6
    assert needed.binding == "between_stops"
    assert needed.added == {"service": 2, "between_stops": 3, "line_haul": 1, "at_station": 0}
    chosen = needed.alternatives.set_index("couriers").loc[6]
    assert chosen["service_h"] == 15
    assert chosen["between_stops_h"] == pytest.approx(1.6 * math.sqrt(300 * 400) / 25)
    assert chosen["line_haul_h"] == pytest.approx(6 * 2 * 20 / 25)
    assert chosen["load_ratio"] == pytest.approx(chosen["hours_per_courier"] / 8)


def test_random_stations_follow_the_formula():
    rng = np.random.default_rng(4)
    for _ in range(300):
        station = {
            "minutes": rng.uniform(0, 30000),
            "stops": rng.integers(1, 2000),
            "area_km2": rng.uniform(0, 200),
            "speed_kmh": rng.uniform(10, 45),
            "station_distance_km": rng.uniform(0, 15),
            "beta": rng.uniform(0.7, 3),
            "shift_hours": rng.uniform(5, 10),
            "minutes_per_shift": rng.uniform(0, 60),
        }
        exact = formula(**station)
        needed = couriers_needed(**station)
        assert needed.exact == pytest.approx(exact)
        assert needed.couriers == math.ceil(exact)
        assert sum(needed.added.values()) == needed.couriers
        hours = needed.alternatives.filter(regex="_h$").sum(axis=1) / needed.alternatives["couriers"]
        assert hours.to_numpy() == pytest.approx(needed.alternatives["hours_per_courier"].to_numpy())
        assert (
            needed.alternatives["fits"]
            == (needed.alternatives["hours_per_courier"] <= station["shift_hours"])
        ).all()


def test_no_number_is_enough_for_a_station_too_far():
    needed = couriers_needed(**TOO_FAR)
    assert needed.couriers is None
    assert needed.exact == math.inf
    assert needed.binding == "line_haul"
    assert needed.alternatives.empty
    assert needed.reason.endswith(
        "2 x 60 km / 15 km/h = 8 h to the station and back, and the shift is 8 h: "
        "no number of couriers is enough."
    )
    assert str(needed) == needed.reason


def test_the_text_has_the_reason_and_a_table_with_units():
    needed = couriers_needed(stops=640, stops_per_hour=3.5)
    text = str(needed)
    assert text.startswith(needed.reason)
    assert "h per courier" in text
    assert len(text.splitlines()) == 6  # reason, blank, header, three numbers
    assert repr(needed).startswith("CouriersNeeded(couriers=23, binding='service'")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "service is missing"),
        ({"stops_per_hour": 3}, "stops is missing"),
        ({"minutes": 9, "stops": 3, "stops_per_hour": 3}, "leave one out"),
        ({"minutes": -1}, "minutes is -1"),
        ({"minutes": math.nan}, "minutes is nan"),
        ({"minutes": "nine"}, "minutes is 'nine'"),
        ({"minutes": 9, "shift_hours": 0}, "shift_hours is 0"),
        ({"minutes": 9, "speed_kmh": 10}, "stops is missing"),
        ({"minutes": 9, "stops": 3, "speed_kmh": 10}, "area_km2 is missing"),
        ({"minutes": 9, "stops": 3, "station_distance_km": 1, "area_km2": 4}, "speed_kmh is missing"),
        ({**VALLEY, "speed_kmh": 0}, "speed_kmh is 0"),
        ({**VALLEY, "beta": -1}, "beta is -1"),
    ],
)
def test_figures_that_cannot_be_meant(arguments, message):
    with pytest.raises(InputError, match=message):
        couriers_needed(**arguments)


def test_fit_beta_agrees_with_scipy():
    optimize = pytest.importorskip("scipy.optimize")
    rng = np.random.default_rng(9)
    stops, areas = rng.integers(10, 80, 40), rng.uniform(0.5, 6, 40)
    lengths = 1.6 * np.sqrt(stops * areas) + rng.normal(0, 0.8, 40)
    fit = fit_beta(lengths, stops, areas)
    (beta,), covariance = optimize.curve_fit(lambda x, b: b * x, np.sqrt(stops * areas), lengths, p0=[1])
    assert fit.beta == pytest.approx(beta, rel=1e-6)
    assert fit.standard_error == pytest.approx(math.sqrt(covariance[0, 0]), rel=1e-4)
    assert fit.tours == 40
    with pytest.raises(InputError, match=r"areas_km2\[1\] is 0"):
        fit_beta([1, 2], [3, 4], [5, 0])


def test_occupied_area_is_in_square_kilometres():
    points = np.random.default_rng(1).uniform(0, 3000, (2000, 2))
    assert occupied_area_km2(points) == pytest.approx(9, rel=0.03)
    assert occupied_area_km2(np.vstack([points, [20000, 0]])) == pytest.approx(9, rel=0.03)
    assert occupied_area_km2([[0, 0], [5, 5]]) == 0
    with pytest.raises(InputError, match=r"points\[0\]"):
        occupied_area_km2([[0, math.nan]])


@pytest.fixture
def town():
    """Return 500 stops on 4 km x 4 km, two at each place, and 10 without work far away."""
    places = np.random.default_rng(2).uniform([540000, 5220000], [544000, 5224000], (250, 2))
    idle = np.full((10, 2), [590000, 5220000])
    x, y = np.vstack([places, places, idle]).T
    return pd.DataFrame({"x": x, "y": y, "minutes": np.repeat([12.0, 0.0], [500, 10])})


def test_figures_come_from_the_stops_that_have_work(town):
    figures, notes = figures_of_stops(town, {"speed_kmh": 15.0}, crs="EPSG:25832", station=(542000, 5222000))
    served = town[town["minutes"] > 0]
    assert figures["minutes"] == 6000
    assert figures["stops"] == 250
    assert figures["area_km2"] == pytest.approx(16, rel=0.06)
    assert figures["station_distance_km"] == pytest.approx(
        np.hypot(served["x"] - 542000, served["y"] - 5222000).mean() / 1000
    )
    assert any("straight line" in note for note in notes)
    assert couriers_needed(**figures).couriers == math.ceil(formula(**figures, beta=1.5))


def test_figures_given_by_hand_go_first(town):
    known = {"speed_kmh": 15.0, "stops_per_hour": 20.0, "area_km2": 3.0}
    figures, notes = figures_of_stops(town, known, crs="EPSG:25832")
    assert figures == known | {"stops": 510}
    assert any("No station" in note for note in notes)


@pytest.mark.parametrize(
    ("known", "options", "message"),
    [
        ({"minutes": 5.0}, {"load": "minutes"}, "load is given"),
        ({}, {"station": (0.0, 0.0)}, "without speed_kmh"),
        ({"speed_kmh": 5.0, "station_distance_km": 1.0}, {"station": (0.0, 0.0)}, "both given"),
        ({}, {"load": "minuts"}, "did you mean minutes"),
    ],
)
def test_options_that_contradict_each_other(town, known, options, message):
    with pytest.raises(InputError, match=message):
        figures_of_stops(town, known, **options)


def test_command_from_figures(capsys):
    assert cli.main(["staff", "--stops", "640", "--stops-per-hour", "3.5"]) == 0
    assert "23 couriers." in capsys.readouterr().out


def test_command_from_a_file(tmp_path, capsys, example_stops):
    out = tmp_path / "staffing.csv"
    arguments = ["--speed-kmh", "15", "--station", "9.5031,47.1691", "--out", str(out)]
    assert cli.main(["staff", str(example_stops), *arguments]) == 0
    printed = capsys.readouterr().out
    table = pd.read_csv(out)
    number = int(table.loc[table["fits"], "couriers"].min())
    assert f": {number} couriers." in printed
    assert table["couriers"].tolist() == [number - 1, number, number + 1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--load", "minutes"], "without STOPS"),
        (["--minutes", "9", "--out", "no/such/place.csv"], "does not exist"),
        (["--stops", "9"], "service is missing"),
    ],
)
def test_command_refuses_in_one_line(capsys, arguments, message):
    assert cli.main(["staff", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert message in printed.err
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize(("arguments", "couriers"), [(VALLEY, 6), (TOO_FAR, None)])
def test_same_figures_give_the_same_bits(arguments, couriers):
    first, second = couriers_needed(**arguments), couriers_needed(**arguments)
    assert first.couriers == second.couriers == couriers
    assert first.reason == second.reason
    pd.testing.assert_frame_equal(first.alternatives, second.alternatives, check_exact=True)
