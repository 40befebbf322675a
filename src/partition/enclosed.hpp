#pragma once
// Barriers that are given, drawn around stops without a way out.

#include "partition/ground.hpp"

namespace equizone {

// Refuses barriers that enclose stops with no crossing, apart from most of the load, unless zones of their
// own fit in there. Not for barriers of a map, on which small pockets are usual, nor for walls with open
// ends.
// \throws InputError naming how many stops are enclosed, and the first.
void refuse_enclosed_stops(const Points& points, const Problem& problem, const BarrierLines& barriers,
                           const Ground& ground);

}  // namespace equizone
