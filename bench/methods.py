"""The literature's methods, each beside an implementation from outside, and the seconds for a city.

    EQUIZONE_BENCH_PROGRAMS=folder python bench/methods.py [METHOD ...] [--stops 100000] [--zones 100]

A row compares costs (load * squared distance to the zones' centroids) of the same stops, or says what else.
Below 1: ours is better. Zoltan's rows need the program that `bash bench/run.sh` builds.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import equizone
import numpy as np
from equizone.batch.peers import zoltan
from equizone.batch.task import Task
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """One method beside one from outside."""

    outside: str
    ratio: float | None
    """Ours by that from outside; none if that is not installed."""
    remark: str


def station(stops: int, seed: int, *, equal: bool = False) -> tuple[Array, Array]:
    """Return stops of a town: a third anywhere in 10 km, the others around eight centres; loads of 1 to 3."""
    generator = np.random.default_rng(seed)
    middles = generator.uniform(1000, 9000, (8, 2))
    around = middles[generator.integers(8, size=stops)] + generator.normal(0, 700, (stops, 2))
    anywhere = generator.uniform(0, 10_000, (stops, 2))
    points = np.where(generator.random((stops, 1)) < 1 / 3, anywhere, around)
    return points, np.ones(stops) if equal else generator.uniform(1, 3, stops)


def by_method(points: Array, loads: Array, zones: int, method: str, **options: object) -> equizone.Partition:
    """Divide."""
    return equizone.partition(points, loads, zones=zones, method=method, **options)


def cost_of(points: Array, loads: Array, labels: NDArray[np.int32]) -> float:
    """Score anybody's labels."""
    return float(equizone.evaluate(points, loads, labels).cost)


def mean_ratio(method: str, outside: Callable[[Array, Array, int], float], *, equal: bool = False) -> float:
    """Return the mean ratio of costs over ten stations of 2,000 stops and 20 zones."""
    ratios = []
    for seed in range(10):
        points, loads = station(2000, seed, equal=equal)
        ratios.append(by_method(points, loads, 20, method).cost / outside(points, loads, seed))
    return float(np.mean(ratios))


def sklearn_cost(points: Array, loads: Array, seed: int) -> float:
    """Return the cost of scikit-learn's k-means from k-means++, one start."""
    from sklearn.cluster import KMeans

    labels = KMeans(20, n_init=1, tol=0, random_state=seed).fit(points).labels_
    return cost_of(points, loads, labels)


def constrained_cost(points: Array, loads: Array, seed: int) -> float:
    """Return the cost of k-means-constrained with sizes within 3 %."""
    from k_means_constrained import KMeansConstrained

    mean = len(points) / 20
    model = KMeansConstrained(
        20, size_min=round(0.97 * mean), size_max=round(1.03 * mean), n_init=1, random_state=seed
    )
    return cost_of(points, loads, model.fit_predict(points))


def zoltan_cost(points: Array, loads: Array, seed: int) -> float:
    """Return the cost of Zoltan's recursive coordinate bisection."""
    del seed
    return cost_of(points, loads, zoltan.rcb(points, loads, Task.of(loads, 20, 0.03, 0))())


def beside_zoltan(method: str) -> Row:
    """Compare with Zoltan, where it is installed."""
    outside = "Zoltan's RCB"
    if reason := zoltan.PEERS[0].missing():
        return Row(outside, None, reason)
    return Row(outside, mean_ratio(method, zoltan_cost), worst(method))


def worst(method: str, *, equal: bool = False) -> str:
    """Say how well the ten stations' zones are balanced."""
    off = []
    for seed in range(10):
        points, loads = station(2000, seed, equal=equal)
        result = by_method(points, loads, 20, method)
        off.append(max(result.imbalance, result.shortfall))
    return f"loads off by {100 * np.median(off):.1f} % (median), {100 * max(off):.1f} % (worst)"


def transport_optimum(costs: Array, size: float) -> float:
    """Return the least cost of equal stops (rows) at given sites (columns), so many stops at each."""
    from scipy.optimize import linprog
    from scipy.sparse import coo_array

    n, k = costs.shape
    rows = np.concatenate([np.repeat(np.arange(n), k), n + np.tile(np.arange(k), n)])
    entries = (np.ones(2 * n * k), (rows, np.tile(np.arange(n * k), 2)))
    to = np.concatenate([np.ones(n), np.full(k, size)])
    return float(linprog(costs.ravel(), A_eq=coo_array(entries).tocsr(), b_eq=to, method="highs").fun)


def capacity_voronoi() -> Row:
    """Around fixed sites against the optimum; with sites that move against k-means of equal sizes."""
    ratios = []
    for seed in range(10):
        points, loads = station(1000, seed, equal=True)
        sites = points[:10]
        squares = np.square(points[:, None] - sites[None]).sum(axis=2)
        options = {"start": sites, "tolerance": 0.0, "parameters": {"moves": 0}}
        labels = by_method(points, loads, 10, "capacity_voronoi", **options).labels
        ratios.append(squares[np.arange(1000), labels].sum() / transport_optimum(squares, 100))
    constrained = mean_ratio("capacity_voronoi", constrained_cost, equal=True)
    return Row(
        "fixed sites, linear program (HiGHS)",
        float(np.mean(ratios)),
        f"at most {max(ratios):.3f}; moving sites by k-means-constrained {constrained:.3f}; "
        f"{worst('capacity_voronoi')}",
    )


def beside_constrained(method: str) -> Row:
    """Compare with k-means of equal sizes."""
    ratio = mean_ratio(method, constrained_cost, equal=True)
    return Row("k-means-constrained, sizes within 3 %", ratio, worst(method, equal=True))


def annealing() -> Row:
    """Against k-means of equal sizes."""
    return beside_constrained("annealing")


def density_kmeans() -> Row:
    """From edge seeds against k-means++."""
    ratio = mean_ratio("density_kmeans", sklearn_cost, equal=True)
    return Row("scikit-learn KMeans, one start", ratio, "loads not looked at")


def genetic() -> Row:
    """Against k-means of equal sizes."""
    return beside_constrained("genetic")


def grid() -> Row:
    """Against straight cuts."""
    return beside_zoltan("grid")


def kmeans() -> Row:
    """From runs along a curve against k-means++."""
    return Row(
        "scikit-learn KMeans, one start",
        mean_ratio("kmeans", sklearn_cost, equal=True),
        "loads not looked at",
    )


def min_cost_path() -> Row:
    """Against proven optima of small stations: medians among the stops, loads within 5 %."""
    ratios = []
    for seed in range(5):
        points, loads = station(30, seed)
        matrix = np.linalg.norm(points[:, None] - points[None], axis=2)
        ours = by_method(
            points, loads, 4, "min_cost_path", metric=equizone.MatrixMetric(matrix), tolerance=0.05
        )
        ratios.append(ours.cost / least_median_cost(matrix, loads, 4, 0.05))
    return Row(
        "the optimum (HiGHS): 30 stops, 4 zones within 5 %",
        float(np.mean(ratios)),
        f"load * distance; {sum(ratio < 1 + 1e-6 for ratio in ratios)} of {len(ratios)} are optimal",
    )


def least_median_cost(matrix: Array, loads: Array, zones: int, tolerance: float) -> float:
    """Return the least sum of load * distance of zones around median stops, by integer programming."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_array, eye_array, kron, vstack

    stops = len(loads)
    median, stop = np.divmod(np.arange(stops * stops), stops)
    mean = loads.sum() / zones
    each_stop = kron(np.ones((1, stops)), eye_array(stops))
    load = coo_array((loads[stop], (median, np.arange(stops * stops))))
    opened = coo_array((np.ones(stops), (np.arange(stops), np.arange(stops) * (stops + 1))), shape=load.shape)
    only_of_medians = eye_array(stops * stops) - opened.tocsr()[median]
    rules = [
        LinearConstraint(each_stop.tocsr(), 1, 1),
        LinearConstraint(coo_array(opened.sum(axis=0)[None]).tocsr(), zones, zones),
        LinearConstraint(
            vstack([load - (1 + tolerance) * mean * opened, (1 - tolerance) * mean * opened - load]).tocsr(),
            ub=0,
        ),
        LinearConstraint(only_of_medians.tocsr(), ub=0),
    ]
    costs = (loads[stop] * matrix[median, stop]).ravel()
    found = milp(costs, constraints=rules, bounds=Bounds(0, 1), integrality=np.ones(len(costs)))
    return float(found.fun)


def min_cost_flow() -> Row:
    """Against minimum-cost flow in every iteration."""
    return beside_constrained("min_cost_flow")


def rcb() -> Row:
    """Against the same method."""
    return beside_zoltan("rcb")


def spanning_tree() -> Row:
    """Against k-means of equal sizes; and against spopt's SKATER, which knows no loads."""
    from equizone.batch.peers import spopt_regions

    row = beside_constrained("spanning_tree")
    if not spopt_regions.PEERS[0].missing():
        points, loads = station(500, 1, equal=True)
        task = Task.of(loads, 10, 0.03, 0)
        cost = cost_of(points, loads, spopt_regions.skater(points, loads, task)())
        ours = by_method(points, loads, 10, "spanning_tree").cost
        beside = f"{ours / cost:.3f} of spopt's SKATER, 500 stops, 10 zones"
        return replace(row, remark=f"{row.remark}; {beside}")
    return row


def set_cover() -> Row:
    """Against k-means of equal sizes."""
    return beside_constrained("set_cover")


def sweep() -> Row:
    """Against every start there is, counted here."""
    points, loads = station(400, 1, equal=True)
    from_middle = points - points.mean(axis=0)
    order = np.argsort(np.arctan2(from_middle[:, 1], from_middle[:, 0]))
    runs = np.arange(400) // 40
    least = min(cost_of(points, loads, runs[np.argsort(np.roll(order, start))]) for start in range(40))
    ratio = by_method(points, loads, 10, "sweep").cost / least
    return Row("the best of all starts, 400 stops, 10 zones", ratio, worst("sweep"))


def tabu() -> Row:
    """Against k-means of equal sizes."""
    return beside_constrained("tabu")


def two_stage() -> Row:
    """Against minimum-cost flow in every iteration."""
    return beside_constrained("two_stage")


def voronoi() -> Row:
    """Against a tree of the seeds."""
    from scipy.spatial import cKDTree

    points, loads = station(20_000, 1)
    seeds = points[:50]
    labels = by_method(points, loads, 50, "voronoi", start=seeds).labels
    same = np.mean(labels == cKDTree(seeds).query(points)[1])
    return Row("SciPy's cKDTree, nearest seed", 1.0, f"{100 * same:.2f} % of the labels are the same")


def voronoi_additive() -> Row:
    """Against the optimum: offsets that balance loads also make the sum of load * distance least."""
    points, loads = station(1000, 1, equal=True)
    seeds = points[:10]
    distances = np.linalg.norm(points[:, None] - seeds[None], axis=2)
    result = by_method(points, loads, 10, "voronoi_additive", start=seeds, tolerance=0.0, budget=1000)
    ours = distances[np.arange(1000), result.labels].sum()
    off = 100 * max(result.imbalance, result.shortfall)
    return Row(
        "load * distance, linear program (HiGHS)",
        float(ours / transport_optimum(distances, 100)),
        f"tolerance 0: off by {off:.1f} %; sampled seeds, tolerance 3 %: {worst('voronoi_additive')}",
    )


def voronoi_multiplicative() -> Row:
    """Against k-means of equal sizes."""
    return beside_constrained("voronoi_multiplicative")


def weighted_kmeans() -> Row:
    """Against k-means of equal sizes."""
    return beside_constrained("weighted_kmeans")


ROWS: dict[str, Callable[[], Row]] = {
    method.__name__: method
    for method in (
        annealing,
        capacity_voronoi,
        density_kmeans,
        genetic,
        grid,
        kmeans,
        min_cost_flow,
        min_cost_path,
        rcb,
        set_cover,
        spanning_tree,
        sweep,
        tabu,
        two_stage,
        voronoi,
        voronoi_additive,
        voronoi_multiplicative,
        weighted_kmeans,
    )
}


def seconds(method: str, stops: int, zones: int) -> float:
    """Return the time for a city, on one thread."""
    points, loads = station(stops, 0)
    start = time.perf_counter()
    by_method(points, loads, zones, method)
    return time.perf_counter() - start


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("methods", nargs="*", metavar="METHOD", help=f"of {', '.join(ROWS)}; default: all")
    parser.add_argument("--stops", type=int, default=100_000, help="of the city that is timed")
    parser.add_argument("--zones", type=int, default=100, help="of that city")
    arguments = parser.parse_args()
    if unknown := set(arguments.methods) - set(ROWS):
        parser.error(f"no row for {', '.join(sorted(unknown))}; there are {', '.join(ROWS)}")
    print(f"| method | beside | ratio | | seconds, {arguments.stops:,} stops, {arguments.zones} zones |")
    print("| --- | --- | --- | --- | --- |")
    for name in arguments.methods or ROWS:
        row = ROWS[name]()
        ratio = "not installed" if row.ratio is None else f"{row.ratio:.3f}"
        taken = seconds(name, arguments.stops, arguments.zones)
        print(f"| {name} | {row.outside} | {ratio} | {row.remark} | {taken:.2f} |", flush=True)


if __name__ == "__main__":
    main()
