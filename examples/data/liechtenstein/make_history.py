"""Make thirteen weeks of daily records for the example's stops: synthetic, seeded, the same every time.

python make_history.py HISTORY.parquet
"""

import sys
from pathlib import Path

import pandas as pd
from equizone import synthetic_history

STOPS = Path(__file__).with_name("stops.csv")
START = "2026-08-31"  # a Monday
MONDAY_TO_SATURDAY = (1.2, 0.8, 0.8, 0.8, 1.2, 0.4)  # of the parcels in stops.csv
SUNDAY = 0.0
HOLIDAYS = ["2026-09-08", "2026-11-01"]  # Nativity of Mary; All Saints' Day, a Sunday this year
OUTLIERS = {
    "2026-10-13": 0.35,  # the parcels of a lorry that broke down come ...
    "2026-10-14": 1.9,  # ... a day late
}
PEAKS = {"2026-11-27": 1.5}  # Black Friday
PICKUPS = 0.15  # share of parcels that customers send
SEED = 3


def main() -> None:
    """Draw the records and write them."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    records, _ = synthetic_history(
        pd.read_csv(STOPS),
        start=START,
        weeks=13,
        mean="parcels",
        weekday_factors=[*MONDAY_TO_SATURDAY, SUNDAY],
        holidays=HOLIDAYS,
        outliers=OUTLIERS,
        peaks=PEAKS,
        noise=0.02,
        pickups=PICKUPS,
        seed=SEED,
    )
    records.to_parquet(sys.argv[1], index=False)


if __name__ == "__main__":
    main()
