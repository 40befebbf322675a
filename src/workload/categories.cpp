#include <algorithm>
#include <numeric>
#include <utility>

#include "equizone/core/error.hpp"
#include "equizone/workload/workload_model.hpp"

namespace equizone {

namespace {

// Letters to add, drop or change until one name is the other (Levenshtein 1966).
std::size_t edit_distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

std::string nearest_names(const Categories& categories, const std::string& name) {
  constexpr std::size_t most_shown = 3;
  std::vector<const Category*> sorted;
  for (const Category& category : categories) sorted.push_back(&category);
  std::stable_sort(sorted.begin(), sorted.end(), [&](const Category* a, const Category* b) {
    return edit_distance(name, a->name) < edit_distance(name, b->name);
  });
  sorted.resize(std::min(sorted.size(), most_shown));
  std::string names;
  for (const Category* category : sorted) names += (names.empty() ? "\"" : ", \"") + category->name + "\"";
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
                           " has no category \"", name, "\"; the nearest are ", nearest_names(known, name)));
}

}  // namespace equizone
