#include <algorithm>

#include "equizone/core/error.hpp"
#include "equizone/workload/workload_model.hpp"
#include "workload/near_names.hpp"

namespace equizone {

namespace {

std::vector<std::string> names_of(const Categories& categories) {
  std::vector<std::string> names;
  for (const Category& category : categories) names.push_back(category.name);
  return names;
}

}  // namespace

const Categories& WorkloadModel::categories(Factor about) const {
  switch (about) {
    case Factor::road:
      return road;
    case Factor::customer:
      return customer;
    case Factor::waiting:
      return waiting;
    case Factor::parcel:
      return shape;
    case Factor::other:
      return other;
    default:
      throw InputError(
          message("factor ", factor_names[static_cast<std::size_t>(about)], " has no categories"));
  }
}

std::int32_t WorkloadModel::category(Factor about, const std::string& name) const {
  const Categories& known = categories(about);
  const auto found =
      std::find_if(known.begin(), known.end(), [&](const Category& c) { return c.name == name; });
  if (found != known.end()) return static_cast<std::int32_t>(found - known.begin());
  throw InputError(message(about == Factor::parcel ? "shape" : factor_names[static_cast<std::size_t>(about)],
                           " has no category \"", name, "\"; the nearest are ",
                           workload::nearest_names(names_of(known), name)));
}

}  // namespace equizone
