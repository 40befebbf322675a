#pragma once
// The methods of the literature, each in a file of its name.

#include "methods/method.hpp"

namespace equizone {

Method density_kmeans();
Method grid();
Method hilbert();
Method kmeans_method();
Method rcb();
Method sweep();
Method two_stage();
Method voronoi();
Method voronoi_additive();
Method voronoi_multiplicative();
Method weighted_kmeans();

}  // namespace equizone
