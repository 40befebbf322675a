"""All methods on the real sets and on generated cities, by `equizone bench`.

    EQUIZONE_DATA=folder EQUIZONE_BENCH_PROGRAMS=folder python bench/real_stations.py [--out FOLDER] [--docs]

The data folder holds lade/pickups.csv (LaDe's pickups), belgium/Leuven1.vrp and Leuven2.vrp (Arnold, Gendreau
and Sörensen), osm/krems and osm/liechtenstein (buildings.csv: lon, lat, area_m2). A building counts one drop
for each 200 m^2 of ground that it begins, 20 at most. An interrupted run goes on. `--docs` puts the
tables into docs/methods/side_by_side.md, and the pictures beside it: figures, no coordinates of LaDe's.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import tomli_w
from metrics import drops

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "methods" / "side_by_side.md"
ONE_START = {"name": "min_cost_flow", "parameters": {"starts": 1}}  # as other descents begin once
PICTURES = ("profiles.png", "cost_and_time.png", "maps.png")


def buildings(data: Path, town: str, folder: Path) -> dict[str, object]:
    """Write the stops of a town with their drops, and return the data set."""
    table = pd.read_csv(data / "osm" / town / "buildings.csv")
    table["drops"] = drops(table["area_m2"].to_numpy())
    table[["lon", "lat", "drops"]].to_csv(folder / f"{town}.csv", index=False)
    return {"name": town.capitalize(), "file": f"{town}.csv", "lon": "lon", "lat": "lat", "load": "drops"}


def data_sets(data: Path, folder: Path) -> list[dict[str, object]]:
    """Return what is divided into how many zones."""
    lade = {
        "name": "LaDe",
        "file": str((data / "lade" / "pickups.csv").resolve()),
        "group": ["city", "region_id"],
        "min_stops": 50,
        "lon": "lng",
        "lat": "lat",
        "zones": [5, 10],
    }
    leuven = [
        {"file": str((data / "belgium" / f"{name}.vrp").resolve()), "zones": [20, 40]}
        for name in ("Leuven1", "Leuven2")
    ]
    towns = [{**buildings(data, town, folder), "zones": [20, 40]} for town in ("krems", "liechtenstein")]
    cities = [{"synthetic": "city", "stops": 1000, "draws": 2, "zones": [20]}]
    return [lade, *leuven, *towns, *cities]


def write_config(data: Path, folder: Path) -> Path:
    """Write the configuration of the benchmark, and the stops that it names."""
    import equizone
    from equizone.batch.peers import PEERS

    folder.mkdir(parents=True, exist_ok=True)
    peers = [peer.name for peer in PEERS.values() if peer.missing() is None]
    config = {
        "title": "Real stations and generated cities",
        "tolerance": [0.05],
        "limit_s": 120,
        "map": "Krems",
        "methods": [
            *(ONE_START if name == ONE_START["name"] else name for name in equizone.methods()),
            *peers,
        ],
        "data": data_sets(data, folder),
    }
    path = folder / "stations.toml"
    path.write_text(tomli_w.dumps(config), encoding="utf-8")
    return path


def section(report: str, heading: str) -> str:
    """Return what stands under a heading of the report."""
    found = re.search(rf"^## {heading}[^\n]*\n\n(.*?)(?=^## |\Z)", report, re.MULTILINE | re.DOTALL)
    if not found:
        raise SystemExit(f"the report has no section {heading}")
    return found[1].strip()


def update_page(results: Path) -> None:
    """Put the tables of the report between the page's markers, and the pictures beside it."""
    report = (results / "report.md").read_text(encoding="utf-8")
    lead = report.split("\n\n")[1]
    page = PAGE.read_text(encoding="utf-8")
    for name, text in {
        "standing": f"{lead}\n\n{section(report, 'Methods, the best first')}",
        "data": section(report, "By data set"),
    }.items():
        begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
        if begin not in page or end not in page:
            raise SystemExit(f"{PAGE.name} lacks the marker {begin} or {end}")
        before, rest = page.split(begin, 1)
        page = f"{before}{begin}\n\n{text}\n\n{end}{rest.split(end, 1)[1]}"
    PAGE.write_text(page, encoding="utf-8")
    for name in PICTURES:
        shutil.copyfile(results / name, PAGE.with_name(f"side_by_side_{name}"))


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "bench" / "real", metavar="FOLDER")
    parser.add_argument("--docs", action="store_true", help="also write tables and pictures to docs/methods/")
    arguments = parser.parse_args()
    data = os.environ.get("EQUIZONE_DATA")
    if not data:
        parser.error("EQUIZONE_DATA must name the folder of the data; see --help")
    config = write_config(Path(data), arguments.out)
    command = [
        Path(sys.executable).with_name("equizone"),
        "bench",
        str(config),
        "--out",
        str(arguments.out / "results"),
    ]
    subprocess.run(command, check=True)
    if arguments.docs:
        update_page(arguments.out / "results")


if __name__ == "__main__":
    main()
