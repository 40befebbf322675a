#pragma once
// From the labels of a power diagram to zones of whole stops within their bounds.

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
// stand. O(n) and the finish of the neighbourhood.
class LocalFinish {
 public:
  LocalFinish(const Problem& problem, const PowerDiagram& diagram) : problem_(problem), diagram_(diagram) {}

  void run(Labels& labels, const GoOn& go_on) const;

 private:
  [[nodiscard]] std::vector<char> violated(const Labels& labels) const;
  [[nodiscard]] Neighbourhood gather(const Labels& labels, const std::vector<char>& chosen) const;
  double finish_neighbourhood(Labels& labels, const Neighbourhood& part, const GoOn& go_on) const;

  const Problem& problem_;
  const PowerDiagram& diagram_;
};

}  // namespace equizone
