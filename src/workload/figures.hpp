#pragma once
// Figures of a model that may be fitted, and what they add to shifts.

#include <limits>
#include <vector>

#include "equizone/workload/calibration.hpp"

namespace equizone::workload {

inline constexpr double unknown =
    std::numeric_limits<double>::infinity();  // standard error without any record

struct Kind;

struct Figure {
  const Kind* kind;
  std::size_t place;  // in the list of categories

  [[nodiscard]] double& in(WorkloadModel& model) const;
  [[nodiscard]] Coefficient described(WorkloadModel& model) const;
};

std::vector<Figure> figures_of(const WorkloadModel& model);

// What a minute more of each figure adds to each shift.
struct Design {
  Eigen::MatrixXd added;  // shifts x figures
  Labels seen;            // per figure
};

Design ask_model(const WorkloadModel& prior, const std::vector<Figure>& figures, const StopFactors& visits,
                 const Values& before, const Labels& shift_of_visit, Index shifts);

}  // namespace equizone::workload
