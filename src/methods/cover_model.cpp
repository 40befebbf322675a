#include "methods/cover_model.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "equizone/core/error.hpp"

namespace equizone {

ZoneChoice make_choice(const CandidateZones& candidates, const Bounds& bounds, std::vector<Index> chosen) {
  ZoneChoice choice{std::move(chosen), 0.0, 0.0};
  for (Index zone = 0; zone < bounds.zones(); ++zone) {
    const Index candidate = choice.candidates[static_cast<std::size_t>(zone)];
    choice.violation += bounds.violation(zone, candidates.load(candidate));
    choice.cost += candidates.cost(candidate);
  }
  return choice;
}

CoverModel::CoverModel(const CandidateZones& candidates, const Bounds& bounds, const ZoneChoice& known,
                       Outside outside)
    : candidates_(candidates), bounds_(bounds), kinds_(bounds) {
  list_columns(known, outside);
  list_rows();
}

void CoverModel::list_columns(const ZoneChoice& known, Outside outside) {
  const double unit = known.cost > 0 ? known.cost : 1.0;
  // A thousandth of a mean zone's load outside costs as much as the whole known choice.
  const double price = 1000 / bounds_.targets.mean();
  if (known.violation <= 0) problem_.known_cost = known.cost / unit;
  for (Index candidate = 0; candidate < candidates_.count(); ++candidate) {
    const double load = candidates_.load(candidate);
    const double cost = candidates_.cost(candidate) / unit;
    if (cost > problem_.known_cost) continue;
    std::pair<double, Index> least{std::numeric_limits<double>::infinity(), 0};
    for (Index kind = 0; kind < kinds_.count(); ++kind) {
      const double violation = kinds_.violation(kind, load);
      if (violation <= 0) columns_.push_back({candidate, kind, cost});
      least = std::min(least, {violation, kind});
    }
    if (least.first > 0 && known.violation > 0 && outside == Outside::priced)
      columns_.push_back({candidate, least.second, cost + price * least.first});
  }
}

std::vector<std::int32_t> CoverModel::rows_of_stops() const {
  std::vector<std::vector<Index>> lying_in(static_cast<std::size_t>(candidates_.stops_in_all()));
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    const Index candidate = columns_[column].candidate;
    if (column > 0 && columns_[column - 1].candidate == candidate) continue;
    for (const std::int32_t stop : candidates_.stops(candidate))
      lying_in[static_cast<std::size_t>(stop)].push_back(candidate);
  }
  std::map<std::vector<Index>, std::int32_t> known;
  std::vector<std::int32_t> rows;
  for (std::vector<Index>& list : lying_in)
    rows.push_back(known.try_emplace(std::move(list), static_cast<std::int32_t>(known.size())).first->second);
  return rows;
}

void CoverModel::list_rows() {
  const std::vector<std::int32_t> row_of = rows_of_stops();
  const std::int32_t count = 1 + *std::max_element(row_of.begin(), row_of.end());
  problem_.times.assign(static_cast<std::size_t>(count), 1);
  for (Index kind = 0; kind < kinds_.count(); ++kind)
    problem_.times.push_back(static_cast<std::int32_t>(kinds_.zones(kind).size()));
  problem_.costs.resize(static_cast<Index>(columns_.size()));
  problem_.first = {0};
  std::vector<std::int32_t> rows;
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    const Column& entry = columns_[column];
    problem_.costs[static_cast<Index>(column)] = entry.cost;
    rows.clear();
    for (const std::int32_t stop : candidates_.stops(entry.candidate))
      rows.push_back(row_of[static_cast<std::size_t>(stop)]);
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    problem_.rows.insert(problem_.rows.end(), rows.begin(), rows.end());
    problem_.rows.push_back(count + static_cast<std::int32_t>(entry.kind));
    problem_.first.push_back(static_cast<std::int64_t>(problem_.rows.size()));
  }
}

void CoverModel::check(const CoverAnswer& answer) const {
  std::vector<std::int32_t> covered(problem_.times.size(), 0);
  for (const Index column : answer.chosen) {
    if (column < 0 || column >= problem_.candidates())
      throw InputError(message("cover_solver chose candidate ", column, ", but they are numbered from 0 to ",
                               problem_.candidates() - 1));
    const auto at = static_cast<std::size_t>(column);
    for (std::int64_t entry = problem_.first[at]; entry < problem_.first[at + 1]; ++entry)
      ++covered[static_cast<std::size_t>(problem_.rows[static_cast<std::size_t>(entry)])];
  }
  for (std::size_t row = 0; row < covered.size(); ++row)
    if (covered[row] != problem_.times[row])
      throw InputError(message("cover_solver covers row ", row, " ", covered[row], " times, but it must be ",
                               problem_.times[row]));
}

ZoneChoice CoverModel::choice_of(const CoverAnswer& answer) const {
  check(answer);
  std::vector<std::vector<Index>> of_kind(static_cast<std::size_t>(kinds_.count()));
  for (const Index column : answer.chosen) {
    const Column& entry = columns_[static_cast<std::size_t>(column)];
    of_kind[static_cast<std::size_t>(entry.kind)].push_back(entry.candidate);
  }
  std::vector<Index> zones(static_cast<std::size_t>(bounds_.zones()));
  for (Index kind = 0; kind < kinds_.count(); ++kind) {
    std::vector<Index>& chosen = of_kind[static_cast<std::size_t>(kind)];
    std::sort(chosen.begin(), chosen.end(), [&](Index a, Index b) {
      return std::pair(candidates_.load(a), a) < std::pair(candidates_.load(b), b);
    });
    for (std::size_t at = 0; at < chosen.size(); ++at)
      zones[static_cast<std::size_t>(kinds_.zones(kind)[at])] = chosen[at];
  }
  return make_choice(candidates_, bounds_, std::move(zones));
}

}  // namespace equizone
