"""Other packages' methods, where they are installed."""

import numpy as np
import pytest
from equizone.batch.peers import PEERS
from equizone.batch.peers.peer import Unfit
from equizone.batch.task import Task

EQUAL_ONLY = {"k-means-constrained"}
BALANCING = {"k-means-constrained", "kahip", "metis", "zoltan-rcb"}


def station(stops, equal):
    generator = np.random.default_rng(4)
    loads = np.ones(stops) if equal else generator.uniform(1, 3, stops)
    return generator.uniform(0, 3000, (stops, 2)), loads


@pytest.mark.parametrize("name", PEERS)
def test_a_peer_divides_into_as_many_zones_as_asked_for(name):
    peer = PEERS[name]
    if peer.missing():
        pytest.skip(peer.missing())
    points, loads = station(90, equal=name in EQUAL_ONLY)
    task = Task.of(loads, 5, 0.1, 1)
    labels = np.asarray(peer.prepare(points, loads, task)())
    assert labels.shape == (90,)
    assert sorted(np.unique(labels)) == [0, 1, 2, 3, 4]
    zone_loads = np.bincount(labels, loads)
    if name in BALANCING:
        assert zone_loads.max() <= task.upper * (1 + 0.02)
    if name == "pyvrp":
        assert zone_loads.max() <= task.upper * 1.01


def test_who_balances_numbers_of_stops_says_so():
    if PEERS["k-means-constrained"].missing():
        pytest.skip("k-means-constrained is not installed")
    points, loads = station(30, equal=False)
    with pytest.raises(Unfit, match="not loads"):
        PEERS["k-means-constrained"].prepare(points, loads, Task.of(loads, 3, 0.1, 1))


def test_what_is_not_installed_says_what_to_install(monkeypatch):
    from importlib import metadata

    def nothing(name):
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", nothing)
    assert "pip install pymetis" in PEERS["metis"].missing()
