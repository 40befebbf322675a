#pragma once
// The methods of the literature, each in a file of its name.

#include <optional>

#include "methods/method.hpp"

namespace equizone {

Method annealing();
Method capacity_voronoi();
Method density_kmeans();
Method genetic();
Method grid();
Method hilbert();
Method kmeans_method();
Method min_cost_flow();
Method min_cost_path();
Method rcb();
Method set_cover();
Method spanning_tree();
Method sweep();
Method tabu();
Method two_stage();
Method voronoi();
Method voronoi_additive();
Method voronoi_multiplicative();
Method weighted_kmeans();

// What k-means makes of stops that count the same, from `start` or from runs along a curve.
Labels plain_kmeans(const MethodCall& call, const std::optional<Start>& start);

}  // namespace equizone
