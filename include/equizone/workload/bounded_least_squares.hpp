#pragma once
/// \file
/// Least squares between bounds.

#include "equizone/core/types.hpp"

namespace equizone {

/// The best x between bounds, and which bounds hold it.
struct BoundedFit {
  Values x;     ///< one per column
  Labels side;  ///< -1 where x is held by its lower bound, 1 by its upper, 0 where it is free
};

/// Minimises |a x - b|^2 subject to lower <= x <= upper.
///
/// Where several x are best, one of them is given, the same every time.
/// \param a      m x p, finite; any rank, any m
/// \param b      m
/// \param lower  p, may be -infinity
/// \param upper  p, may be infinity
/// \return the best x, exactly on its bounds where they hold it
/// \throws InputError for sizes that differ, numbers that are not finite, and lower > upper, naming the index
/// Complexity: O(m p^2) once and O(p^3) per change of the set of free entries, mostly a few times p changes.
/// Source: active sets as in Lawson and Hanson, Solving Least Squares Problems, 1974, and Stark and Parker,
/// Computational Statistics 10 (1995), 129-141.
[[nodiscard]] BoundedFit bounded_least_squares(const Eigen::MatrixXd& a, const Values& b, const Values& lower,
                                               const Values& upper);

}  // namespace equizone
