#pragma once
/// \file
/// The choice of zones among candidates as an integer program, and who solves it.

#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

#include "equizone/core/types.hpp"

namespace equizone {

/// A set partitioning problem: choose candidates so that every row is covered exactly as often as `times`
/// says, at the least sum of costs. As an integer program: minimise costs * x where A x = times, every x is 0
/// or 1, and column c of A has ones in the rows of candidate c.
struct CoverProblem {
  /// One per candidate, >= 0, as shares of the cost of a choice that is known already.
  Values costs;
  /// Where each candidate's rows begin in `rows`; one more than there are candidates.
  std::vector<std::int64_t> first;
  /// The rows that the candidates cover, ascending for each.
  std::vector<std::int32_t> rows;
  /// One per row: 1 for stops; for the last rows, one for each kind of bounds, how many zones have them.
  std::vector<std::int32_t> times;
  /// Cost of the known choice; no choice that costs as much or more is of use. Infinity: none is known.
  double known_cost = std::numeric_limits<double>::infinity();
  /// Seconds left; infinity: no limit. Solvers that are to give the same result everywhere limit nodes.
  double time_limit_s = std::numeric_limits<double>::infinity();

  /// How many candidates there are.
  [[nodiscard]] Index candidates() const { return costs.size(); }
};

/// What a solver found.
struct CoverAnswer {
  /// Numbers of the chosen candidates in any order; empty: none found that costs less than `known_cost`.
  std::vector<Index> chosen;
  /// Whether nothing costs less than what is chosen, or than `known_cost` if nothing is.
  bool proven = false;
};

/// Solves such problems: whoever links an integer programming library gives this to
/// PartitionOptions::cover_solver. In Python it is SciPy's HiGHS unless another is given.
using CoverSolver = std::function<CoverAnswer(const CoverProblem& problem)>;

}  // namespace equizone
