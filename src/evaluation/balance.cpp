#include "equizone/evaluation/balance.hpp"

#include <algorithm>
#include <cmath>

#include "equizone/core/checks.hpp"

namespace equizone {

LoadBalance load_balance(const Values& zone_loads) {
  if (zone_loads.size() == 0) throw InputError("zone_loads is empty; give the load of at least one zone");
  for (Index zone = 0; zone < zone_loads.size(); ++zone)
    if (!std::isfinite(zone_loads[zone]) || zone_loads[zone] < 0)
      throw InputError(
          message("zone_loads[", zone, "] is ", zone_loads[zone], "; every load must be finite and >= 0"));
  const double total = check_total_load(zone_loads);
  const auto zones = static_cast<double>(zone_loads.size());

  LoadBalance balance{zone_loads.maxCoeff(), zone_loads.minCoeff(), total / zones, 0.0, 0.0};
  balance.deviation = std::sqrt((zone_loads.array() - balance.mean).square().mean());
  Values sorted = zone_loads;
  std::sort(sorted.begin(), sorted.end());
  double ranked = 0;
  for (Index rank = 0; rank < sorted.size(); ++rank)
    ranked += (2.0 * static_cast<double>(rank) + 1.0 - zones) * sorted[rank];
  balance.gini = std::max(0.0, ranked / (zones * total));
  return balance;
}

}  // namespace equizone
