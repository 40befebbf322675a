#pragma once
// Zones around medians, from first medians to the best division found.

#include "equizone/balancing/zoning_state.hpp"
#include "equizone/core/deadline.hpp"
#include "equizone/core/options.hpp"
#include "medoids/division.hpp"
#include "medoids/settling.hpp"

namespace equizone {

// How much each effort does; iterations only, so that results are reproducible.
struct MedoidEffort {
  SettlingPlan settling;
  int drawn;   // starts from random medians
  int rounds;  // of the search in regions
  int tries;   // in each region
};

// The stages of the medoid method on a checked problem. Thorough does what default does, and goes on.
class MedoidSolver {
 public:
  // References must outlive this.
  MedoidSolver(const MedoidProblem& problem, const PartitionOptions& options, const Deadline& deadline);

  // From labels: never worse than they are.
  void try_labels(Labels labels);
  void try_medians(std::vector<Index> medians);
  void try_drawn_medians();
  void search_regions();
  // Zones in one piece, their cost lowered as long as they stay so. Guests, which have no load of their own
  // in the state, go with their hosts.
  Division in_one_piece(ZoningState& state, const std::vector<Index>& host);
  // In place of what was found.
  void replace_by(Division found);
  // Offsets at which the dual is greatest, and its value; 0 where that is not known to bound anything.
  double fit_offsets();

  [[nodiscard]] const Division& best() const { return best_; }

 private:
  void keep(Division&& found);
  [[nodiscard]] GoOn asking(const char* stage) const;

  const MedoidProblem& problem_;
  const PartitionOptions& options_;
  const Deadline& deadline_;
  MedoidEffort effort_;
  std::int64_t budget_;  // of the repairs of all starts
  Division best_;
};

}  // namespace equizone
