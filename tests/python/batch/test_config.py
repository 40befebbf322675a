"""Configurations: what is wrong is named."""

import equizone
import pandas as pd
import pytest
from equizone.batch import read_config, run_benchmark

from .conftest import function


def test_a_configuration_is_read(small):
    config = read_config(small('"balanced"', '{name = "kmeans", label = "fast", effort = "fast"}'))
    assert [method.label for method in config.methods] == ["balanced", "fast"]
    assert config.methods[1].options == {"effort": "fast"}
    assert config.data[0].zones == [3, 4]
    assert config.seeds == [1, 2]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("zones = [3, 4]", "", "zones is missing"),
        ("zones = [3, 4]", "zones = [0]", r"zones\[0\] is 0; give at least 1"),
        ("zones = [3, 4]", "zones = [3, 3]", "two entries of zones"),
        ("zones = [3, 4]", "zones = [400]", "ask for fewer zones"),
        ("zones = [3, 4]", "zone = [3]", "unknown entry zone; did you mean zones"),
        ("tolerance = [0.1]", "tolerance = [3]", r"tolerance\[0\] is 3; give a share"),
        ("seeds = [1, 2]", 'seeds = "one"', r"seeds\[0\] is 'one'"),
        ('methods = ["balanced"]', "methods = []", "methods is missing"),
        ('methods = ["balanced"]', 'methods = "balanced"', "methods is 'balanced'; give a list"),
        ("seeds = [1, 2]", "seeds = []", "seeds is empty"),
        (
            "seeds = [1, 2]",
            "seeds = [18446744073709551615]",
            r"seeds\[0\] is 18446744073709551615; give at most",
        ),
        ("tolerance = [0.1]", "tolerance = []", "tolerance is empty"),
        ('"balanced"', '{name = "grid", effort = "thorugh"}', "options of method grid: effort is"),
        (
            '"balanced"',
            '{name = "grid", options = {cells = 4}}',
            "options of method grid: partition does not",
        ),
        (
            '"balanced"',
            '{name = "grid", options = {zones = 4}}',
            "option zones, which the benchmark sets itself",
        ),
        ('"balanced"', '{name = "grid", options = "x"}', r"methods\[0\].options is 'x'; give a table"),
        ('"balanced"', '{name = "grid", options = {a = 2020-01-01}}', "options that are no numbers"),
        ('"balanced"', '{function = "unreadable:divide"}', "its module ends with SyntaxError"),
        ('"balanced"', '{function = "leaving:divide"}', "its module ends with SystemExit: 5"),
        ('file = "stops.csv"', 'draws = 3\nfile = "stops.csv"', "file and draws, which do not go together"),
        ('load = "minutes"', 'load = "minutes"\nmax_stops = "x"', "max_stops of small is 'x'"),
        ('load = "minutes"', 'load = "below_zero"', "column below_zero has -1; loads must be >= 0"),
        ('load = "minutes"', 'load = "nothing"', "column nothing is 0 throughout a station"),
        ("zones = [3, 4]", 'zones = [3, 4]\nmap = "smal"', "map is 'smal', but there .* did you mean small"),
        ('"balanced"', '"balance"', "method balance is unknown; did you mean balanced"),
        ('"balanced"', '"balanced", "balanced"', "two methods of the label 'balanced'"),
        ('"balanced"', '{function = "nowhere:divide"}', "function nowhere:divide cannot be had"),
        ('"balanced"', '{function = "dividers:nothing"}', "function dividers:nothing cannot be had"),
        ('"balanced"', '{name = "metis", effort = "fast"}', "takes no options"),
        ('file = "stops.csv"', 'file = "stop.csv"', "stop.csv does not exist; file of small must be a file"),
        ('file = "stops.csv"', "", "needs either file"),
        ('load = "minutes"', 'load = "minuts"', "did you mean minutes"),
        ('x = "x"', 'x = "z"', "x is 'z', but there is no such column"),
        ('load = "minutes"', "min_stops = 100", "no station with as many stops"),
        ("[[data]]", "[data]", r"write \[\[data\]\] instead of \[data\]"),
        ("zones = [3, 4]", "zones = [3, 4", "cannot be read as TOML"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_run(small, tmp_path, old, new, message):
    (tmp_path / "unreadable.py").write_text("def divide(:\n")
    (tmp_path / "leaving.py").write_text("raise SystemExit(5)\n")
    config = small('"balanced"')
    stops = pd.read_csv(tmp_path / "stops.csv").assign(below_zero=-1, nothing=0)
    stops.to_csv(tmp_path / "stops.csv", index=False)
    assert old in config.read_text()
    config.write_text(config.read_text().replace(old, new))
    with pytest.raises(equizone.InputError, match=message):
        run_benchmark(config, tmp_path / "out")
    assert not (tmp_path / "out" / "records.jsonl").exists()


def test_groups_of_rows_are_stations(small, tmp_path):
    lines = (tmp_path / "stops.csv").read_text().splitlines()
    rows = [f"{line},{'north' if place % 3 else 'south'}" for place, line in enumerate(lines[1:])]
    (tmp_path / "stops.csv").write_text("\n".join([f"{lines[0]},town", *rows]))
    table = run_benchmark(small(function("stripes"), more='group = "town"'), tmp_path / "out")
    sizes = table.drop_duplicates("station").set_index("station")["stops"].to_dict()
    assert sizes == {"small north": 40, "small south": 20}
