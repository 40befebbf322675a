// Which methods there are.

#include <algorithm>

#include "equizone/core/error.hpp"
#include "methods/literature.hpp"

namespace equizone {

namespace {

Method balanced() {
  return {{.name = "balanced",
           .description = "balanced k-means in two stages: power diagrams, then whole stops (the default)",
           .source = "ours; see partition()",
           .complexity = "O(n) and passes that grow with the zones' borders",
           .guarantees = "every zone within its bounds, or a status that says why not; a lower bound of the "
                         "cost for its centers",
           .budget = {},
           .parameters = {},
           .follows_graph = true},
          nullptr};
}

std::string known_names() {
  std::string names;
  for (const Method& method : all_methods()) names += (names.empty() ? "" : ", ") + method.info.name;
  return names;
}

}  // namespace

const std::vector<Method>& all_methods() {
  static const std::vector<Method> all{
      balanced(),
      annealing(),
      capacity_voronoi(),
      density_kmeans(),
      genetic(),
      grid(),
      hilbert(),
      kmeans_method(),
      min_cost_flow(),
      min_cost_path(),
      rcb(),
      set_cover(),
      spanning_tree(),
      sweep(),
      tabu(),
      two_stage(),
      voronoi(),
      voronoi_additive(),
      voronoi_multiplicative(),
      weighted_kmeans(),
  };
  return all;
}

const Method& find_method(const std::string& name) {
  const std::vector<Method>& all = all_methods();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Method& method) { return method.info.name == name; });
  if (found == all.end())
    throw InputError(message("method is \"", name, "\"; this version knows: ", known_names()));
  return *found;
}

const std::vector<MethodInfo>& methods() {
  static const std::vector<MethodInfo> infos = [] {
    std::vector<MethodInfo> list;
    for (const Method& method : all_methods()) list.push_back(method.info);
    return list;
  }();
  return infos;
}

const MethodInfo& method_info(const std::string& name) { return find_method(name).info; }

}  // namespace equizone
