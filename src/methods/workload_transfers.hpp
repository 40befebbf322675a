#pragma once
// Stops handed from class to class until the classes' loads differ least.

#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "equizone/balancing/problem.hpp"
#include "equizone/core/deadline.hpp"

namespace equizone {

// Classes around fixed centers. A stop may go to one of the eight centers nearest to it. Memory: O(n).
class WorkloadTransfers {
 public:
  // `aim`: load that each class should have, > 0. O(n k).
  WorkloadTransfers(const Problem& problem, const Points& centers, Values aim, Labels labels);

  // Always from the class that carries most for its aim and can give a stop at all, the stop with the least
  // detour; only if the two classes' loads then differ less. The sum of squared deviations falls with each,
  // so there is an end. O(k + log n) a transfer where stops have the same load.
  void run(const GoOn& go_on);

  [[nodiscard]] const Labels& labels() const { return labels_; }

 private:
  using Queue = std::set<std::pair<double, std::int32_t>>;  // detour, stop
  struct Transfer {
    std::int32_t stop = -1;  // none
    std::int32_t to = -1;
    double detour = 0.0;
  };

  [[nodiscard]] double detour(std::int32_t stop, std::int32_t to) const;
  void enqueue(std::int32_t stop);
  void dequeue(std::int32_t stop);
  [[nodiscard]] std::int32_t heaviest_open() const;
  [[nodiscard]] Transfer best_from(std::int32_t zone) const;
  void make(const Transfer& transfer);

  const Problem& problem_;
  const Points& centers_;
  Values aim_;
  Labels labels_;
  Values loads_;
  std::vector<Index> counts_;
  std::vector<std::vector<std::int32_t>> near_;        // of each stop
  std::vector<std::map<std::int32_t, Queue>> queues_;  // from each class, to those near its stops
  std::vector<char> closed_;                           // classes that cannot give a stop
  double least_load_ = 0.0;                            // of a stop that has any
};

}  // namespace equizone
