"""Make stops.csv and station.geojson of a station from the OpenStreetMap buildings and streets of its region.

EQUIZONE_DATA names the folder of the larger data sets. The result is, byte for byte, what lies in the
station's folder:

    EQUIZONE_DATA=... python make_stops.py liechtenstein|krems [OUTPUT_DIRECTORY]
"""

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
from equizone import WorkloadModel
from shapely import Polygon, STRtree, box

DWELLING_M2 = 80.0  # smaller footprints are sheds and garages
MOST_PARCELS = 140  # to one building: what larger works get comes by lorry


@dataclass(frozen=True)
class Station:
    """A courier station: where it is and what it serves."""

    name: str
    place: tuple[float, float]
    """The building that stands in for it."""
    served: Polygon
    """Where its stops are."""
    grid: str
    """The metric system in which the country is surveyed."""


STATIONS = {
    "liechtenstein": Station(
        name="Schaan courier station (assumed)",
        place=(9.503143, 47.169129),
        # The valley floor of Schaan, Vaduz and Triesen: the Rhine in the west, the slopes in the east.
        served=Polygon(
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
        ),
        grid="EPSG:2056",
    ),
    "krems": Station(
        name="Krems courier station (assumed)",
        place=(15.638797, 48.407455),
        served=box(15.595, 48.400, 15.672, 48.416),  # the town north of the Danube
        grid="EPSG:31287",
    ),
}

# What the class of the nearest street says about reaching a door.
ROADS = {
    "trunk": "congested street",
    "primary": "congested street",  # through roads: traffic, and no place to stop
    "secondary": "congested street",
    "tertiary": "residential street",
    "residential": "residential street",
    "living_street": "old town",  # walking pace, at most
    "service": "easy parking",  # drives, yards and car parks: the vehicle stands at the door
    "unclassified": "winding village road",  # lanes outside the villages
}

# Who lives or works in a building, by its footprint in m2: an assumption, for the data do not tell.
CUSTOMERS = {0: "house", 250: "apartment building", 600: "office", 1500: "company"}


def main(region: str, directory: Path) -> None:
    """Read buildings and streets, and write both files."""
    source = Path(os.environ["EQUIZONE_DATA"]) / "osm" / region
    station = STATIONS[region]
    buildings = read_buildings(source / "buildings.csv")
    stops = buildings[is_stop(buildings, station)].reset_index(drop=True)
    make_table(stops, read_streets(source / "edges.csv"), station.grid).to_csv(
        directory / "stops.csv", index=False, lineterminator="\n"
    )
    write_station(directory / "station.geojson", station)


def read_buildings(path: Path) -> geopandas.GeoDataFrame:
    """Return all buildings in the order of the file; one that was drawn twice counts once."""
    table = pd.read_csv(path).drop_duplicates(["lon", "lat"])
    points = geopandas.points_from_xy(table["lon"], table["lat"])
    return geopandas.GeoDataFrame(table, geometry=points, crs="EPSG:4326")


def read_streets(path: Path) -> geopandas.GeoDataFrame:
    """Return the streets with their class; a slip road is of the class of its main road."""
    table = pd.read_csv(path)
    lines = geopandas.GeoSeries.from_wkt(table["wkt"], crs="EPSG:4326")
    return geopandas.GeoDataFrame({"highway": table["highway"].str.removesuffix("_link")}, geometry=lines)


def is_stop(buildings: geopandas.GeoDataFrame, station: Station) -> pd.Series:
    """Whether couriers of this station deliver to the building."""
    lon, lat = station.place
    is_station = (buildings["lon"] == lon) & (buildings["lat"] == lat)
    return (buildings["area_m2"] >= DWELLING_M2) & buildings.within(station.served) & ~is_station


def make_table(stops: geopandas.GeoDataFrame, streets: geopandas.GeoDataFrame, grid: str) -> pd.DataFrame:
    """Return the table that `equizone plan` reads."""
    table = pd.DataFrame(
        {
            "id": [f"S{number:04d}" for number in range(1, len(stops) + 1)],
            "lon": stops["lon"],
            "lat": stops["lat"],
            "area_m2": stops["area_m2"],
            "road": nearest_street(stops.to_crs(grid), streets.to_crs(grid)).map(ROADS),
            "customer": customers(stops["area_m2"]),
            "parcels": parcels(stops["area_m2"]),
        }
    )
    return table.assign(minutes=WorkloadModel.default().minutes(table)["total"].round(2))


def nearest_street(stops: geopandas.GeoDataFrame, streets: geopandas.GeoDataFrame) -> pd.Series:
    """Return the class of the street nearest to each stop; of equally near ones, the first in the file."""
    stop, street = STRtree(streets.geometry.values).query_nearest(stops.geometry.values)
    first = pd.Series(street).groupby(stop).min()
    return pd.Series(streets["highway"].to_numpy()[first], stops.index)


def customers(area_m2: pd.Series) -> np.ndarray:
    """Return the kind of customer by the building's footprint."""
    row = np.searchsorted(list(CUSTOMERS), area_m2, side="right") - 1
    return np.array(list(CUSTOMERS.values()))[row]


def parcels(area_m2: pd.Series) -> pd.Series:
    """Return parcels a day: 3 for a house of 240 m2; they grow more slowly than the footprint."""
    return ((area_m2 / 60.0) ** 0.8).round().clip(lower=1, upper=MOST_PARCELS).astype(int)


def write_station(path: Path, station: Station) -> None:
    """Write the station as one GeoJSON point."""
    point = {"type": "Point", "coordinates": list(station.place)}
    feature = {
        "type": "Feature",
        "properties": {"name": station.name},
        "geometry": point,
    }
    collection = {"type": "FeatureCollection", "features": [feature]}
    path.write_text(json.dumps(collection, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    chosen = sys.argv[1]
    main(chosen, Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).parent / chosen)
