#pragma once
// Distances that stand in a table.

#include <memory>
#include <vector>

#include "equizone/core/metric.hpp"
#include "equizone/medoids/matrix_metric.hpp"

namespace equizone {

// Row = from, column = to; infinity where there is no way.
class Table : public Distances {
 public:
  explicit Table(std::shared_ptr<const DistanceMatrix> matrix);

  [[nodiscard]] Index stops() const override { return matrix_->rows(); }
  void measure(Index from, std::span<const std::int32_t> to, std::span<Way> ways) const override;
  [[nodiscard]] double cost_from(Index from, std::span<const std::int32_t> to, const Values& visits,
                                 double limit) const override;

 private:
  [[nodiscard]] double distance(Index from, Index to) const {
    const double given = (*matrix_)(from, to);
    return given <= longest_ ? given : way_without(from, to);
  }
  [[nodiscard]] double way_without(Index from, Index to) const;

  std::shared_ptr<const DistanceMatrix> matrix_;
  double longest_ = 0;  // finite entry
};

// The given stops' distances as a table of their own. An unreachable pair keeps its distance, so that it
// costs the same in the table; that it is unreachable is asked of the original. O(stops) searches.
std::unique_ptr<const Distances> tabulated(const Distances& distances, std::span<const std::int32_t> stops);

// All distances of a small station as a table; none where they are one already, or there are too many stops.
std::unique_ptr<const Distances> table_if_small(const Distances& distances);

}  // namespace equizone
