"""Make stops.csv and station.geojson from the OpenStreetMap buildings of Liechtenstein.

EQUIZONE_DATA names the folder of the larger data sets. The result is, byte for byte, what lies beside this
file:

    EQUIZONE_DATA=... python make_stops.py [OUTPUT_DIRECTORY]
"""

import csv
import json
import os
import sys
from pathlib import Path

from shapely import Polygon, contains_xy

# The valley floor of Schaan, Vaduz and Triesen: the Rhine in the west, the slopes of Triesenberg in the east.
SERVED = Polygon(
    [
        (9.480, 47.195),
        (9.480, 47.160),
        (9.505, 47.090),
        (9.540, 47.090),
        (9.5385, 47.112),
        (9.5335, 47.120),
        (9.530, 47.130),
        (9.530, 47.150),
        (9.532, 47.195),
    ]
)
DWELLING_M2 = 80.0  # smaller footprints are sheds and garages
STATION = ("9.503143", "47.169129")  # the building that stands in for the courier station

Building = dict[str, str]


def drops(area_m2: float) -> int:
    """Parcels a day: one for a house of 120 m^2; they grow more slowly than the footprint."""
    return max(1, round((area_m2 / 120.0) ** 0.8))


def minutes(parcels: int) -> float:
    """Work of a stop: 3.5 min to drive up, park and reach the door, then 2 min for each parcel."""
    return 3.5 + 2.0 * parcels


def is_stop(building: Building) -> bool:
    """Whether couriers of this station deliver to the building."""
    return (
        float(building["area_m2"]) >= DWELLING_M2
        and bool(contains_xy(SERVED, float(building["lon"]), float(building["lat"])))
        and (building["lon"], building["lat"]) != STATION
    )


def read_buildings(path: Path) -> list[Building]:
    """Return all buildings in the order of the file; one that was drawn twice counts once."""
    with path.open(newline="", encoding="utf-8") as file:
        return list({(row["lon"], row["lat"]): row for row in csv.DictReader(file)}.values())


def write_stops(stops: list[Building], path: Path) -> None:
    """Write the table that `equizone plan` reads."""
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["id", "lon", "lat", "area_m2", "drops", "minutes"])
        for number, stop in enumerate(stops, start=1):
            parcels = drops(float(stop["area_m2"]))
            position = stop["lon"], stop["lat"], stop["area_m2"]
            table.writerow([f"S{number:04d}", *position, parcels, minutes(parcels)])


def write_station(path: Path) -> None:
    """Write the station as one GeoJSON point."""
    point = {"type": "Point", "coordinates": [float(degrees) for degrees in STATION]}
    feature = {
        "type": "Feature",
        "properties": {"name": "Schaan courier station (assumed)"},
        "geometry": point,
    }
    collection = {"type": "FeatureCollection", "features": [feature]}
    path.write_text(json.dumps(collection, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    """Read the buildings and write both files."""
    source = Path(os.environ["EQUIZONE_DATA"]) / "osm" / "liechtenstein" / "buildings.csv"
    directory = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    write_stops(
        [building for building in read_buildings(source) if is_stop(building)], directory / "stops.csv"
    )
    write_station(directory / "station.geojson")


if __name__ == "__main__":
    main()
