"""A town small enough to be checked by hand, as an OpenStreetMap file.

A grid of points, 100 m apart: point (column, row) has the id 10 * row + column + 1. North is up.

    row 2   21 --- 22 -x- 23 --- 24      residential, a private drive between 22 and 23
             |      |      |      |
    row 1   11     12 === 13     14      the river runs along row 1.5: bridges in columns 0 and 3
             |      |      |      |
    row 0    1 ---  2 ---  3 ---  4      a primary road, oneway to the east
"""

from pathlib import Path

import pyproj

STEP_M = 100.0
LON, LAT = 9.5, 47.1
STEP_LON = pyproj.Geod(ellps="WGS84").fwd(LON, LAT, 90, STEP_M)[0] - LON
STEP_LAT = pyproj.Geod(ellps="WGS84").fwd(LON, LAT, 0, STEP_M)[1] - LAT


def place(column, row):
    """Return longitude and latitude of a point of the grid."""
    return LON + column * STEP_LON, LAT + row * STEP_LAT


def node_id(column, row):
    """Return the id of a point of the grid."""
    return 10 * row + column + 1


STREETS = [
    ([1, 2, 3, 4], {"highway": "primary", "oneway": "yes", "maxspeed": "60"}),
    ([21, 22], {"highway": "residential"}),
    ([22, 23], {"highway": "residential", "access": "private"}),
    ([23, 24], {"highway": "residential", "maxspeed": "20 mph"}),
    ([1, 11], {"highway": "residential"}),
    ([11, 21], {"highway": "residential", "bridge": "yes"}),
    ([2, 12], {"highway": "living_street"}),
    ([12, 13], {"highway": "cycleway"}),
    ([12, 22], {"highway": "footway", "bridge": "yes"}),
    ([3, 13], {"highway": "residential", "oneway": "-1"}),
    ([4, 14], {"highway": "residential"}),
    ([14, 24], {"highway": "residential", "bridge": "viaduct"}),
    ([41, 42], {"highway": "service"}),
]
"""Nodes and tags of the ways; 41 and 42 are an island, far in the north."""


def write_town(path: Path, *, streets=STREETS, more=(), missing=(), tags=None):
    """Write the town as OSM XML; `more`: elements of node(), way() and relation(); `tags`: those of nodes."""
    things = [
        node(node_id(column, row), column, row, (tags or {}).get(node_id(column, row), {}))
        for row in range(5)
        for column in range(4)
        if node_id(column, row) not in missing
    ]
    things += [way(number, refs, of_way) for number, (refs, of_way) in enumerate(streets, start=100)]
    texts = [text for _, _, text in sorted([*things, *more])]  # readers need nodes first, and ids that ascend
    path.write_text("\n".join(['<osm version="0.6" generator="test">', *texts, "</osm>"]), encoding="utf-8")
    return path


def node(number, column, row, tags=()):
    """Return a node at a place of the grid, as XML that can be sorted."""
    lon, lat = place(column, row)
    where = f'lon="{lon:.9f}" lat="{lat:.9f}"'
    return 0, number, f'<node id="{number}" version="1" {where}>{_texts(dict(tags))}</node>'


def way(number, refs, tags):
    """Return a way."""
    members = "".join(f'<nd ref="{ref}"/>' for ref in refs)
    return 1, number, f'<way id="{number}" version="1">{members}{_texts(tags)}</way>'


def relation(number, roles, tags):
    """Return a relation of ways, by their roles."""
    members = "".join(f'<member type="way" ref="{ref}" role="{role}"/>' for ref, role in roles.items())
    return 2, number, f'<relation id="{number}" version="1">{members}{_texts(tags)}</relation>'


def _texts(tags):
    return "".join(f'<tag k="{key}" v="{value}"/>' for key, value in tags.items())
