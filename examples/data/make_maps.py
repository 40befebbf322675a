"""Make the maps of the example stations: what `equizone plan --streets` and `--barriers` read.

EQUIZONE_DATA names the folder of the larger data sets:

    EQUIZONE_DATA=... python make_maps.py [OUTPUT_DIRECTORY]

Krems has the tables of its streets and barriers, as they are. Liechtenstein has the streets, railways and
waters of the valley in which its stops lie, cut out of the extract of the country (pyosmium is needed).
"""

import os
import shutil
import sys
from pathlib import Path

import osmium
from osmium.filter import KeyFilter
from shapely import LineString, box

VALLEY = box(9.455, 47.080, 9.565, 47.205)  # the stops of Liechtenstein and two kilometres around
KEYS = ("highway", "railway", "waterway", "natural")
KEPT_TAGS = {
    *KEYS,
    *("name", "bridge", "tunnel", "oneway", "oneway:bicycle", "junction", "maxspeed", "area", "water"),
    *("access", "vehicle", "motor_vehicle", "motorcar", "bicycle", "foot", "service", "type"),
}


def main(directory: Path) -> None:
    """Write krems/map and liechtenstein/map.osm.pbf."""
    source = Path(os.environ["EQUIZONE_DATA"]) / "osm"
    tables = directory / "krems" / "map"
    tables.mkdir(parents=True, exist_ok=True)
    for name in ("nodes.csv", "edges.csv", "barriers.csv"):
        shutil.copyfile(source / "krems" / name, tables / name)
    (directory / "liechtenstein").mkdir(exist_ok=True)
    cut_out(source / "liechtenstein" / "liechtenstein.osm.pbf", directory / "liechtenstein" / "map.osm.pbf")


def cut_out(extract: Path, path: Path) -> None:
    """Write the ways that touch the valley, the multipolygons of which they are part, and their nodes."""
    file = osmium.io.File(path, "osm.pbf,add_metadata=false")
    writer = osmium.BackReferenceWriter(file, ref_src=extract, overwrite=True, remove_tags=False)
    with writer:
        ways = set()
        for way in osmium.FileProcessor(extract).with_locations().with_filter(KeyFilter(*KEYS)):
            if way.is_way() and touches_valley(way):
                ways.add(way.id)
                writer.add(way.replace(tags=kept_tags(way)))
        for relation in osmium.FileProcessor(extract, osmium.osm.RELATION).with_filter(KeyFilter(*KEYS)):
            if relation.tags.get("natural") == "water" and ways & {member.ref for member in relation.members}:
                writer.add(relation.replace(tags=kept_tags(relation)))


def touches_valley(way: osmium.osm.Way) -> bool:
    """Whether a way has a node, or runs, in the valley."""
    places = [(node.lon, node.lat) for node in way.nodes if node.location.valid()]
    return len(places) > 1 and LineString(places).intersects(VALLEY)


def kept_tags(thing: osmium.osm.OSMObject) -> dict[str, str]:
    """Return the tags by which streets and barriers are told."""
    return {tag.k: tag.v for tag in thing.tags if tag.k in KEPT_TAGS}


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
