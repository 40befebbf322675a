"""`equizone evaluate`: scores of anybody's zones, from a table of stops."""

from __future__ import annotations

import argparse

from equizone.commands.arguments import STATION_HELP, add_column_arguments, check_output, place
from equizone.tables.files import replacing

__all__ = ["DESCRIPTION", "EXAMPLES", "SUMMARY", "add_arguments", "run"]

SUMMARY = "score anybody's zones: balance, compactness, contiguity, crossings, churn"
DESCRIPTION = (
    "Score zones, whoever drew them: a column of a table of stops says to which zone each belongs. Tells how "
    "evenly the work is spread, how compact the zones are, whether they are in one piece, where they cross "
    "barriers, how far the couriers travel, and how much changes hands against earlier zones."
)

EXAMPLES = """\
examples:
  equizone evaluate plan/stops.csv --load minutes
  equizone evaluate stops.csv --zone courier --reference courier_last_year --station 9.5031,47.1691
  equizone evaluate plan/stops.csv --reference last_year/stops.csv
  equizone evaluate plan/stops.csv --load minutes --barriers region.osm.pbf --out scores.csv

"""

FIGURES = (
    ("zones", "zones", "{:,}"),
    ("empty_zones", "zones without a stop", "{:,}"),
    ("load_mean", "load of a zone, mean", "{:,.4g}"),
    ("load_least", "load of a zone, least", "{:,.4g}"),
    ("load_most", "load of a zone, most", "{:,.4g}"),
    ("load_deviation", "load of a zone, standard deviation", "{:,.4g}"),
    ("imbalance", "heaviest zone above its target", "{:.1%}"),
    ("shortfall", "lightest zone below its target", "{:.1%}"),
    ("gini", "Gini coefficient of the loads", "{:.3f}"),
    ("cost", "load times squared distance to the zones' centers (m^2)", "{:,.5g}"),
    ("inertia", "compactness: moment of inertia (1 = disc)", "{:.2f}"),
    ("polsby_popper", "compactness: Polsby-Popper (1 = disc)", "{:.2f}"),
    ("reock", "compactness: Reock (1 = disc)", "{:.2f}"),
    ("zones_in_pieces", "zones in several pieces", "{:,}"),
    ("stray_load", "load outside its zone's main piece", "{:.1%}"),
    ("hull_overlap", "overlap of the zones' convex hulls", "{:.1%}"),
    ("far_stops", "stops twice as near to another zone's center", "{:,}"),
    ("border_km", "borders between zones (km)", "{:,.1f}"),
    ("travel_km", "travel of all couriers, estimated (km)", "{:,.1f}"),
    ("crossing_zones", "zones on both sides of a barrier", "{:,}"),
    ("crossing_load", "load beyond a barrier from its zone", "{:.1%}"),
    ("churn", "load that changes hands against the reference", "{:.1%}"),
    ("churn_by_number", "the same if zones keep their names", "{:.1%}"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("stops", metavar="STOPS", help="file of stops (CSV, GeoJSON, GeoPackage or Parquet)")
    parser.add_argument(
        "--zone", metavar="COLUMN", help="zone of each stop; default: zone, zones, courier or label"
    )
    parser.add_argument("--load", metavar="COLUMN", help="default: load, else minutes, else 1 for each stop")
    parser.add_argument(
        "--reference",
        metavar="COLUMN|FILE",
        help="zone of each stop before, for the churn: a column, or a file with the stops' ids and zones",
    )
    parser.add_argument("--station", metavar="FILE|X,Y", help=STATION_HELP)
    parser.add_argument(
        "--barriers", metavar="FILE", help="OpenStreetMap extract, or folder with barriers.csv"
    )
    parser.add_argument(
        "--profile", metavar="NAME", default="van", help="whose crossings count: van, e-bike or foot"
    )
    parser.add_argument("--out", metavar="FILE.csv", help="file for the scores of each zone")
    parser.add_argument("--quiet", action="store_true", help="print errors only")
    add_column_arguments(parser)


def run(options: argparse.Namespace) -> str:
    """Score the zones, write a table if asked, and return the account."""
    from equizone.barriers import Barriers
    from equizone.scoring import evaluate_stops

    out = check_output(options, "out", ("stops", "reference", "station", "barriers"))
    scores = evaluate_stops(
        options.stops,
        options.zone,
        options.load,
        reference=options.reference,
        barriers=None if options.barriers is None else Barriers.read(options.barriers, options.profile),
        station=place(options.station),
        **{name: getattr(options, name) for name in ("lon", "lat", "x", "y", "crs")},
    )
    notes = list(scores.notes)
    if out is not None:
        with replacing(out) as aside:
            scores.zones.to_csv(aside, index=False, encoding="utf-8")
        notes.append(f"The scores of each zone are written to {out}.")
    return "\n".join([*_lines(scores.summary, options), "", *notes])


def _lines(figures: dict, options: argparse.Namespace) -> list[str]:
    without_barriers = ("crossing_zones", "crossing_load") if options.barriers is None else ()
    shown = [
        (text, how.format(figures[name]))
        for name, text, how in FIGURES
        if name in figures and name not in without_barriers
    ]
    width = max(len(text) for text, _ in shown)
    return [f"{text:<{width}}  {figure:>10}" for text, figure in shown]
