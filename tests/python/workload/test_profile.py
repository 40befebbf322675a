import re
import tomllib
from pathlib import Path

import pandas as pd
import pytest
from equizone import InputError, WorkloadModel
from equizone.workload.profile import CATEGORIES, FIGURES, Profile

DOC = (Path(__file__).parents[3] / "docs" / "workload_profile.md").read_text(encoding="utf-8")


def from_text(text, folder):
    path = folder / "station.toml"
    path.write_text(text, encoding="utf-8")
    return WorkloadModel.from_file(path)


def sourced_entries(document):
    """Return every part of a profile that holds figures, by its place in the file."""
    for section, entries in document.items():
        if not isinstance(entries, dict):
            continue
        if any(not isinstance(entry, dict) for entry in entries.values()):
            yield section, entries
            continue
        for place, entry in sourced_entries(entries):
            yield f"{section}.{place}", entry


def test_every_figure_of_the_default_profile_names_its_source():
    entries = dict(sourced_entries(Profile.default().document))
    assert {"parcel.scale", "road.old town", "customer.campus", "courier.vehicle.e-bike"} <= set(entries)
    bibliography = DOC[DOC.index("## Sources") :]
    for place, entry in entries.items():
        source = entry.get("source", "")
        cited = re.findall(r"(\w+)(?:,? [A-Z][\w, ]*?)?(?: et al\.| Lab)? ((?:19|20)\d{2}) \(", source)
        assert "assumption" in source or cited, f"{place}: {source!r}"
        for author, year in cited:
            assert author in bibliography, f"{place}: {author} {year}"
            assert year in bibliography, f"{place}: {author} {year}"


def test_the_document_says_what_is_published():
    sources = WorkloadModel.default().figures.set_index(["factor", "category", "figure"])["source"]
    published = sources[~sources.str.startswith("assumption")]
    assert set(published.index.droplevel("figure")) == {
        ("sign_for", ""),
        ("customer", "house"),
        ("road", "congested street"),
    }
    assert "12 % failed first deliveries and 2.3 minutes" in " ".join(DOC.split())
    assert WorkloadModel.default().profile.core.sign_for_rate == 1 - 0.12
    values = WorkloadModel.default().figures.set_index(["factor", "category"])["value"]
    assert values["road", "congested street"] == pytest.approx(values["road", "residential street"] + 2.3)


STOPS_OF_DOC = {
    "house, 1 parcel": {},
    "house, 1 parcel, cash on delivery": {"waiting": "cash on delivery"},
    "apartment building, 3 parcels": {"customer": "apartment building", "parcels": 3},
    "the same with a parcel locker": {
        "customer": "apartment building",
        "parcels": 3,
        "other": "parcel locker",
    },
    "absent residents, congested street, 2 parcels": {
        "customer": "absent residents",
        "road": "congested street",
        "parcels": 2,
    },
    "house, winding village road, vague address, 1 parcel": {
        "road": "winding village road",
        "other": "vague address",
    },
    "office tower, easy parking, 5 parcels": {
        "customer": "office tower",
        "road": "easy parking",
        "parcels": 5,
    },
    "company, easy parking, goods-in check, 8 parcels of industrial samples": {
        "customer": "company",
        "road": "easy parking",
        "waiting": "goods-in check",
        "shape": "industrial samples",
        "parcels": 8,
    },
    "campus point, easy parking, 300 parcels": {
        "customer": "campus point",
        "road": "easy parking",
        "parcels": 300,
    },
}


def test_the_table_of_the_document_is_what_the_model_computes():
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in DOC.splitlines() if "|" in line]
    start = next(number for number, row in enumerate(rows) if row[0] == "stop")
    table = pd.DataFrame(rows[start + 2 :], columns=rows[start]).set_index("stop").astype(float)
    assert list(table.index) == list(STOPS_OF_DOC)
    stops = pd.DataFrame(STOPS_OF_DOC.values(), index=STOPS_OF_DOC).fillna({"parcels": 1})
    minutes = WorkloadModel.default().minutes(stops)
    pd.testing.assert_frame_equal(
        minutes[table.columns], table, atol=0.0051, rtol=0, check_names=False, check_dtype=False
    )


def test_figures_are_those_of_the_file():
    figures = WorkloadModel.default().figures
    assert list(figures.columns) == ["factor", "category", "figure", "value", "unit", "source"]
    document = Profile.default().document
    for row in figures.itertuples():
        entry = document[row.factor][row.category] if row.category else document[row.factor]
        value = entry[row.figure] if row.category else entry[row.figure]["value"]
        assert row.value == value
    assert len(figures) == len(FIGURES) + sum(
        key in entry
        for factor, units in CATEGORIES.items()
        for entry in document[factor].values()
        for key in units
    )


def test_a_file_may_have_part_of_the_sections(tmp_path):
    model = from_text('[road."bridge"]\nminutes = 6\n[parcel]\nkg = { value = 3 }\n', tmp_path)
    default = WorkloadModel.default()
    assert model.name == "station"
    assert model.profile.names("road") == ["bridge"]
    assert model.profile.names("customer") == default.profile.names("customer")
    assert model.profile.core.parcel_kg == 3
    assert model.profile.core.scale == default.profile.core.scale
    stops = pd.DataFrame({"parcels": [1.0, 4.0]})
    expected = default.minutes(stops.assign(road=6, weight_kg=3))
    pd.testing.assert_frame_equal(model.minutes(stops), expected)
    assert model.profile.multipliers("vehicle") == default.profile.multipliers("vehicle")


@pytest.mark.parametrize("text", ["", 'name = "x"\n[waiting."none"]\nminutes = 0.5\n'])
def test_what_is_written_reads_back(text, tmp_path):
    model = from_text(text, tmp_path)
    model.to_file(tmp_path / "copy.toml")
    again = WorkloadModel.from_file(tmp_path / "copy.toml")
    assert again.name == model.name
    assert again.profile.document == model.profile.document
    pd.testing.assert_frame_equal(again.figures, model.figures)


def test_the_default_profile_written_is_the_default_profile(tmp_path):
    WorkloadModel.default().to_file(tmp_path / "copy.toml")
    assert tomllib.loads((tmp_path / "copy.toml").read_text(encoding="utf-8")) == {
        "name": "default",
        **Profile.default().document,
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("road = oops", "is not TOML"),
        ("name = 3", "name is 3; give a text"),
        ('[raod."a"]\nminutes = 1', "section 'raod' is unknown; did you mean road? known are parcel, "),
        ("road = 3", "[road] is empty; give it entries, or leave it out"),
        ("[road]", "[road] is empty"),
        ("[road]\na = 3", '[road] a is 3; write the category as a section [road."a"]'),
        ('[road."a"]\nminuets = 1', "[road.\"a\"] key 'minuets' is unknown; did you mean minutes?"),
        ('[road."a"]\nsign_for_rate = 1', "key 'sign_for_rate' is unknown; known are minutes, source"),
        ('[road."a"]\nminutes = "1"', "[road.\"a\"] minutes is '1'; give a number"),
        ('[road."a"]\nminutes = true', '[road."a"] minutes is True; give a number'),
        ('[road."a"]\nminutes = nan', '[road."a"] minutes is nan; give a number'),
        ('[road."a"]\nminutes = -1', 'road "a": minutes is -1; give a finite number >= 0'),
        ('[road."a"]\n[road."A"]', "[road] has 'A' twice, but for capitals"),
        ('[road."3"]\nminutes = 1', "[road] has a category '3', which would be read as a number"),
        ('[customer."a"]\nsign_for_rate = 0', '[customer."a"] sign_for_rate is 0; give a number above 0'),
        ('[customer."a"]\nsign_for_rate = 1.5', 'customer "a": sign_for_rate is 1.5; a rate lies above 0'),
        ('[shape."a"]\nmultiplier = 0', '[shape."a"] multiplier is 0; give a number above 0'),
        ('[courier.stars."1"]\nmultiplier = -1', '[courier.stars."1"] multiplier is -1'),
        ('[courier.stars."1"]\nsource = "x"', '[courier.stars."1"] has no multiplier; give one'),
        ("[courier]\nstars = 3", "[courier.stars] has no categories"),
        ("[parcel]\nminutes = 3", '[parcel] minutes is 3; write it as { value = 1.0, source = "..." }'),
        ("[parcel]\nminute = { value = 3 }", "[parcel] key 'minute' is unknown; did you mean minutes?"),
        (
            "[parcel]\nkg = { value = 3, sorce = 'x' }",
            "[parcel] kg: key 'sorce' is unknown; did you mean source?",
        ),
        ("[parcel]\nkg = { value = -1 }", "parcel_kg is -1; give a finite number >= 0"),
        ("[parcel]\nscale = { value = 1.2 }", "scale is 1.2; it lies above 0 and is at most 1"),
        ("[sign_for]\nrate = { value = 0 }", "sign_for_rate is 0; a rate lies above 0"),
        ("[sign_for]\nmost_attempts = { value = 2.5 }", "most_attempts is 2.5; give a whole number"),
        ("[sign_for]\nmost_attempts = { value = 0 }", "most_attempts is 0; give at least 1"),
        ("[shift]\nminutes = { value = -1 }", "minutes_per_shift is -1"),
    ],
)
def test_bad_profiles_are_named(text, words, tmp_path):
    with pytest.raises(InputError) as error:
        from_text(text, tmp_path)
    assert words in str(error.value)
    assert str(tmp_path / "station.toml") in str(error.value)
    assert "\n" not in str(error.value)


def test_bad_paths_are_named(tmp_path):
    with pytest.raises(InputError, match=r"nowhere.toml does not exist; give a profile, a TOML file"):
        WorkloadModel.from_file(tmp_path / "nowhere.toml")
    with pytest.raises(InputError, match=r"profile is 3; give a path"):
        WorkloadModel.from_file(3)
    (tmp_path / "latin.toml").write_bytes(b'name = "\xff"')
    with pytest.raises(InputError, match=r"latin.toml is not TOML"):
        WorkloadModel.from_file(tmp_path / "latin.toml")
