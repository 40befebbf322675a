"""Shortest ways over a street network, by another program."""

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

UTM = 32632


def ways_between(streets, unit="metres", **options):
    """Return the matrix of shortest ways between the network's junctions."""
    nodes, edges, lengths = streets.arrays(UTM, unit, **options)
    table = pd.DataFrame({"from": edges[:, 0], "to": edges[:, 1], "length": lengths})
    shortest = table.groupby(["from", "to"], as_index=False)["length"].min()  # of streets side by side
    graph = coo_array(
        (shortest["length"], (shortest["from"], shortest["to"])), shape=(len(nodes),) * 2
    ).tocsr()
    return dijkstra(graph, indices=np.arange(len(streets.nodes)))[:, : len(streets.nodes)]
