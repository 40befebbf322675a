#include "equizone/evaluation/churn.hpp"

#include <algorithm>

#include "equizone/core/checks.hpp"
#include "evaluation/matching.hpp"

namespace equizone {

Churn churn(const Values& loads, const Labels& labels, const Labels& reference) {
  check_loads(loads, labels.size());
  check_labels(reference, labels.size(), 0, "reference");
  check_labels(labels, labels.size(), 0);
  const double total = check_total_load(loads);
  constexpr Index most_zones = 20'000;  // the table of what they have in common has a row for each
  const Index zones = check_zone_count(labels, 0);
  const Index before = check_zone_count(reference, 0);
  if (std::max(zones, before) > most_zones)
    throw InputError(message("labels or reference have ", std::max(zones, before), " zones; at most ",
                             most_zones, " can be matched"));

  Eigen::MatrixXd common = Eigen::MatrixXd::Zero(zones, before);
  double same_number = 0;
  for (Index stop = 0; stop < labels.size(); ++stop) {
    common(labels[stop], reference[stop]) += loads[stop];
    if (labels[stop] == reference[stop]) same_number += loads[stop];
  }
  const std::vector<Index> match = greatest_matching(common);
  Churn result;
  result.continues = Labels::Constant(zones, -1);
  double stays = 0;
  for (Index zone = 0; zone < zones; ++zone) {
    const Index old = match[static_cast<std::size_t>(zone)];
    if (old < 0) continue;
    result.continues[zone] = static_cast<std::int32_t>(old);
    stays += common(zone, old);
  }
  result.share = std::clamp(1 - stays / total, 0.0, 1.0);
  result.by_number = std::clamp(1 - same_number / total, 0.0, 1.0);
  return result;
}

}  // namespace equizone
