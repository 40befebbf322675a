#include "methods/workload_transfers.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace equizone {

namespace {

constexpr std::size_t centers_near_a_stop = 8;

std::vector<std::int32_t> nearest_centers(const Eigen::Vector2d& place, const Points& centers) {
  const Values distance = (centers.colwise() - place).colwise().squaredNorm().transpose();
  std::vector<std::int32_t> order(static_cast<std::size_t>(centers.cols()));
  std::iota(order.begin(), order.end(), 0);
  const std::size_t count = std::min(order.size(), centers_near_a_stop);
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(),
                    [&](std::int32_t a, std::int32_t b) {
                      return distance[a] != distance[b] ? distance[a] < distance[b] : a < b;
                    });
  order.resize(count);
  return order;
}

}  // namespace

WorkloadTransfers::WorkloadTransfers(const Problem& problem, const Points& centers, Values aim, Labels labels)
    : problem_(problem),
      centers_(centers),
      aim_(std::move(aim)),
      labels_(std::move(labels)),
      loads_(Values::Zero(aim_.size())),
      counts_(static_cast<std::size_t>(aim_.size()), 0),
      queues_(static_cast<std::size_t>(aim_.size())),
      closed_(static_cast<std::size_t>(aim_.size()), 0),
      least_load_(std::numeric_limits<double>::infinity()) {
  near_.reserve(static_cast<std::size_t>(problem.stops()));
  for (std::int32_t stop = 0; stop < problem.stops(); ++stop) {
    const double load = problem.loads[stop];
    loads_[labels_[stop]] += load;
    ++counts_[static_cast<std::size_t>(labels_[stop])];
    if (load > 0) least_load_ = std::min(least_load_, load);
    near_.push_back(nearest_centers(problem.points.col(stop), centers));
    enqueue(stop);
  }
}

double WorkloadTransfers::detour(std::int32_t stop, std::int32_t to) const {
  const auto place = problem_.points.col(stop);
  return (place - centers_.col(to)).squaredNorm() - (place - centers_.col(labels_[stop])).squaredNorm();
}

void WorkloadTransfers::enqueue(std::int32_t stop) {
  if (!(problem_.loads[stop] > 0)) return;
  auto& queues = queues_[static_cast<std::size_t>(labels_[stop])];
  for (const std::int32_t to : near_[static_cast<std::size_t>(stop)])
    if (to != labels_[stop]) queues[to].emplace(detour(stop, to), stop);
}

void WorkloadTransfers::dequeue(std::int32_t stop) {
  auto& queues = queues_[static_cast<std::size_t>(labels_[stop])];
  for (const std::int32_t to : near_[static_cast<std::size_t>(stop)])
    if (to != labels_[stop]) queues[to].erase({detour(stop, to), stop});
}

std::int32_t WorkloadTransfers::heaviest_open() const {
  std::int32_t heaviest = -1;
  for (std::int32_t zone = 0; zone < aim_.size(); ++zone) {
    if (closed_[static_cast<std::size_t>(zone)] != 0) continue;
    if (heaviest < 0 || loads_[zone] / aim_[zone] > loads_[heaviest] / aim_[heaviest]) heaviest = zone;
  }
  return heaviest;
}

WorkloadTransfers::Transfer WorkloadTransfers::best_from(std::int32_t zone) const {
  Transfer best;
  if (counts_[static_cast<std::size_t>(zone)] < 2) return best;
  for (const auto& [to, queue] : queues_[static_cast<std::size_t>(zone)]) {
    const double gap = loads_[zone] / aim_[zone] - loads_[to] / aim_[to];
    const double most_load = gap / (1 / aim_[zone] + 1 / aim_[to]) * 2 * (1 - 1e-9);
    if (least_load_ >= most_load) continue;
    for (const auto& [detour, stop] : queue) {
      if (best.stop >= 0 && detour >= best.detour) break;
      if (problem_.loads[stop] >= most_load) continue;
      best = {stop, to, detour};
      break;
    }
  }
  return best;
}

void WorkloadTransfers::make(const Transfer& transfer) {
  const std::int32_t from = labels_[transfer.stop];
  dequeue(transfer.stop);
  labels_[transfer.stop] = transfer.to;
  enqueue(transfer.stop);
  loads_[from] -= problem_.loads[transfer.stop];
  loads_[transfer.to] += problem_.loads[transfer.stop];
  --counts_[static_cast<std::size_t>(from)];
  ++counts_[static_cast<std::size_t>(transfer.to)];
  // Who could not give before may give to the class that is lighter now, or out of the one that is heavier.
  closed_[static_cast<std::size_t>(transfer.to)] = 0;
  for (std::size_t zone = 0; zone < queues_.size(); ++zone)
    if (closed_[zone] != 0 && queues_[zone].contains(from)) closed_[zone] = 0;
}

void WorkloadTransfers::run(const GoOn& go_on) {
  constexpr std::int64_t per_question = 1024;
  std::int64_t made = 0;
  for (std::int32_t zone = heaviest_open(); zone >= 0; zone = heaviest_open()) {
    const Transfer transfer = best_from(zone);
    if (transfer.stop < 0) {
      closed_[static_cast<std::size_t>(zone)] = 1;
      continue;
    }
    make(transfer);
    const auto stops = static_cast<double>(problem_.stops());
    if (++made % per_question == 0 && !go_on(std::min(1.0, static_cast<double>(made) / stops))) break;
  }
}

}  // namespace equizone
