#pragma once
// What methods share that keep loads within bounds.

#include "equizone/balancing/problem.hpp"
#include "equizone/clustering/power_diagram.hpp"
#include "equizone/core/deadline.hpp"

namespace equizone {

// Gives every zone a stop, then brings zones that lie outside their bounds into them, if chains of moves can;
// zones within them may hand stops on. `centers` are those of empty zones. O(n) where nothing is outside.
void bring_within_bounds(const Problem& problem, const Points& centers, Labels& labels, const GoOn& go_on);

// Stops without load go to their cell of the diagram, but for the last stop of a zone. O(n), and O(k) for
// each of them.
void place_idle_stops(const Problem& problem, const PowerDiagram& diagram, Labels& labels);

// Whether the labels lie within the bounds.
bool within_bounds(const Problem& problem, const Labels& labels);

}  // namespace equizone
