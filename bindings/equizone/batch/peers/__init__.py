"""Methods of other packages: one file per package. To add one, write a file like these and name it here.

A peer imports its package, makes what is not part of dividing, and returns the call to be timed, which
returns the labels.
"""

from __future__ import annotations

from equizone.batch.peers import (
    k_means_constrained,
    kahip_graph,
    metis,
    pyvrp_routes,
    scikit_learn,
    spopt_regions,
    zoltan,
)
from equizone.batch.peers.peer import Peer

__all__ = ["PEERS", "Peer"]

PEERS: dict[str, Peer] = {
    peer.name: peer
    for peer in (
        *k_means_constrained.PEERS,
        *kahip_graph.PEERS,
        *metis.PEERS,
        *pyvrp_routes.PEERS,
        *scikit_learn.PEERS,
        *spopt_regions.PEERS,
        *zoltan.PEERS,
    )
}
