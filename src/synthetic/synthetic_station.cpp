#include "equizone/synthetic/synthetic_station.hpp"

#include <algorithm>
#include <limits>

#include "equizone/core/error.hpp"
#include "synthetic/generators.hpp"

namespace equizone {
namespace {

constexpr Index most_stops = std::numeric_limits<std::int32_t>::max();  // that partition() takes

struct Generator {
  StationKind kind;
  SyntheticStation (*draw)(Index, std::uint64_t);
};

const std::vector<Generator>& generators() {
  static const std::vector<Generator> all{
      {{"town", "a dense centre, towers with many stops at one place, suburbs and gaps between them"},
       synthetic::town},
      {{"campus", "dormitories with a few heavy pickup points, institutes, and light housing around"},
       synthetic::campus},
      {{"villages", "a market town, villages along roads, much empty space and lonely farms"},
       synthetic::villages},
      {{"riverside", "a town on both sides of a river with few bridges; the river is a barrier"},
       synthetic::riverside},
      {{"published", "delivery points of a development zone, and one lonely point (50 stops, 10 zones)"},
       synthetic::published},
      {{"city", "the benchmark's city: neighbourhoods and streets in a square of 20 km"}, synthetic::city},
      {{"uniform", "stops spread evenly over a square of 20 km"}, synthetic::uniform}};
  return all;
}

std::string known_kinds() {
  std::string names;
  for (const StationKind& kind : station_kinds()) names += (names.empty() ? "" : ", ") + kind.name;
  return names;
}

}  // namespace

const std::vector<StationKind>& station_kinds() {
  static const std::vector<StationKind> kinds = [] {
    std::vector<StationKind> list;
    for (const Generator& generator : generators()) list.push_back(generator.kind);
    return list;
  }();
  return kinds;
}

SyntheticStation synthetic_station(const std::string& kind, Index stops, std::uint64_t seed) {
  const std::vector<Generator>& all = generators();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Generator& g) { return g.kind.name == kind; });
  if (found == all.end()) throw InputError(message("kind is \"", kind, "\"; give one of ", known_kinds()));
  if (stops < 1 || stops > most_stops)
    throw InputError(message("stops is ", stops, "; give a number from 1 to ", most_stops));
  return found->draw(stops, seed);
}

}  // namespace equizone
