#include "synthetic/generators.hpp"
#include "synthetic/town_plan.hpp"

namespace equizone::synthetic {

SyntheticStation town(Index stops, std::uint64_t seed) {
  StationBuilder builder(stops, seed);
  const TownPlan plan(stops, builder.layout());
  plan.build(builder);
  return builder.finish(plan.settlement().depot(builder.layout()));
}

}  // namespace equizone::synthetic
