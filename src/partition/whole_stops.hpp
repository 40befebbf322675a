#pragma once
// From the labels of a power diagram to zones of whole stops within their bounds.

#include <cstdint>
#include <utility>
#include <vector>

#include "equizone/balancing/problem.hpp"
#include "equizone/clustering/power_diagram.hpp"
#include "equizone/core/deadline.hpp"
#include "equizone/core/types.hpp"

namespace equizone {

// Zones to finish together: their stops, and the numbers of both in the whole problem.
struct Neighbourhood {
  std::vector<Index> zones;
  std::vector<Index> stops;
};

// Finishes large stations: the diagram leaves few zones outside their bounds, and only these and the zones
// around them are looked at, in rings that widen until the bounds hold. Elsewhere the cells of the diagram
// stand. Neighbourhoods that do not touch are finished side by side. O(n) and the finish of the
// neighbourhoods.
class LocalFinish {
 public:
  using Pairs = std::vector<std::pair<std::int32_t, std::int32_t>>;  // of zones that touch

  LocalFinish(const Problem& problem, const PowerDiagram& diagram) : problem_(problem), diagram_(diagram) {}

  // `go_on` is asked from the calling thread, `time_left` from any.
  void run(Labels& labels, int threads, const GoOn& go_on, const GoOn& time_left) const;

 private:
  [[nodiscard]] std::vector<char> violated(const Labels& labels, int threads) const;
  [[nodiscard]] std::vector<Neighbourhood> gather(const Labels& labels, const std::vector<char>& chosen,
                                                  const Pairs& neighbours) const;
  double finish_neighbourhood(Labels& labels, const Neighbourhood& part, const GoOn& go_on) const;

  const Problem& problem_;
  const PowerDiagram& diagram_;
};

}  // namespace equizone
