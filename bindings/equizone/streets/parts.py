"""Connected parts of a street network: islands are kept, and told."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from equizone.tables.wording import counted

__all__ = ["number_parts"]


def number_parts(nodes: int, edges: pd.DataFrame) -> tuple[np.ndarray, list[str]]:
    """Return the part of each node, numbered from the largest (0) down, and sentences about them."""
    start, end = edges["from"].to_numpy(), edges["to"].to_numpy()
    forward, backward = edges["forward"].to_numpy(), edges["backward"].to_numpy()
    tails = np.concatenate([start[forward], end[backward]])
    heads = np.concatenate([end[forward], start[backward]])
    graph = coo_array((np.ones(len(tails), dtype=np.int8), (tails, heads)), shape=(nodes, nodes)).tocsr()
    part = _by_size(connected_components(graph, directed=False)[1])
    both_ways = _by_size(connected_components(graph, directed=True, connection="strong")[1])
    notes = []
    apart = int((part > 0).sum())
    if apart:
        notes.append(
            f"{counted(apart, 'junction')} ({apart / nodes:.1%}) lie on {counted(int(part.max()), 'island')} "
            "without a way to the largest part of the streets; they are kept."
        )
    one_way = int(((both_ways > 0) & (part == 0)).sum())
    if one_way:
        notes.append(
            f"{counted(one_way, 'junction')} ({one_way / nodes:.1%}) can only be reached, or only be left, "
            "because of oneways and the extract's border."
        )
    return part, notes


def _by_size(labels: np.ndarray) -> np.ndarray:
    """Return groups numbered from the largest; of equal ones, the first node's goes first."""
    sizes = np.bincount(labels)
    rank = np.empty(len(sizes), dtype=np.int64)
    rank[np.argsort(-sizes, kind="stable")] = np.arange(len(sizes))
    return rank[labels]
