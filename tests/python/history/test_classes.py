import itertools

import numpy as np
import pytest
from equizone.history.classes import similar_classes


def set_partitions(items):
    if not items:
        yield []
        return
    first, rest = items[0], items[1:]
    for partition in set_partitions(rest):
        yield [[first], *partition]
        for at in range(len(partition)):
            yield [*partition[:at], [first, *partition[at]], *partition[at + 1 :]]


def score(groups, values, counts):
    squares = 0.0
    for group in groups:
        mean = np.average(values[group], weights=counts[group])
        squares += counts[group] @ (values[group] - mean) ** 2
    return len(groups), squares


def admissible(groups, values, similar):
    return all(values[group].max() <= (1 + similar) * values[group].min() * (1 + 1e-12) for group in groups)


@pytest.mark.parametrize("similar", [0.0, 0.1, 0.25, 0.6])
def test_no_set_partition_has_fewer_classes_or_smaller_squares(similar):
    generator = np.random.default_rng(3)
    for size in [1, 2, 3, 5, 7, 7]:
        for _ in range(4):
            values = np.exp(generator.uniform(0, 0.7, size)) * 1000
            counts = generator.integers(1, 14, size)
            classes = similar_classes(values, counts, similar)
            mine = score([np.flatnonzero(classes == c) for c in np.unique(classes)], values, counts)
            best = min(
                score(groups, values, counts)
                for groups in set_partitions(list(range(size)))
                if admissible(groups, values, similar)
            )
            assert mine[0] == best[0]
            assert mine[1] == pytest.approx(best[1], rel=1e-9, abs=1e-6)


def test_classes_are_intervals_numbered_from_below():
    values = np.array([1200.0, 1000, 990, 1010, 1190, 300])
    assert similar_classes(values, np.ones(6), 0.1).tolist() == [2, 1, 1, 1, 2, 0]


def test_a_chain_of_small_steps_is_cut_where_the_squares_are_least():
    values = np.array([100.0, 104, 110, 118, 121])
    # All within 10 % of a neighbour, but not of each other: two classes, cut at the widest gap.
    assert similar_classes(values, np.ones(5), 0.1).tolist() == [0, 0, 0, 1, 1]


@pytest.mark.parametrize("low", [0.1, 0.3, 1000 / 3, 1e-9, 1e12])
def test_exactly_ten_per_cent_apart_is_still_similar(low):
    assert similar_classes(np.array([low, 1.1 * low]), np.ones(2), 0.1).tolist() == [0, 0]


def test_multiplicities_decide_where_a_value_between_two_belongs():
    values = np.array([100.0, 108.0, 118.0])
    assert [similar_classes(values, np.array(days), 0.1).tolist() for days in ([1, 9, 9], [9, 9, 1])] == [
        [0, 0, 1],
        [0, 1, 1],
    ]


def test_equal_values_always_share_a_class():
    for order in itertools.permutations([5.0, 5.0, 7.0]):
        classes = similar_classes(np.array(order), np.ones(3), 0.0)
        assert len(set(classes)) == 2
        assert classes[order.index(7.0)] == 1
