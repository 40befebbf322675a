#pragma once
// Names that resemble one that is not known, for errors to propose.

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

namespace equizone::workload {

// Letters to add, drop or change until one name is the other (Levenshtein 1966).
inline std::size_t edit_distance(const std::string& a, const std::string& b) {
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

// The nearest three, quoted, the nearest first.
inline std::string nearest_names(std::vector<std::string> known, const std::string& name) {
  constexpr std::size_t most_shown = 3;
  std::stable_sort(known.begin(), known.end(), [&](const std::string& a, const std::string& b) {
    return edit_distance(name, a) < edit_distance(name, b);
  });
  known.resize(std::min(known.size(), most_shown));
  std::string names;
  for (const std::string& near : known) names += (names.empty() ? "\"" : ", \"") + near + "\"";
  return names;
}

}  // namespace equizone::workload
