#pragma once
// From candidate zones to the problem that a solver gets, and from its answer to zones.

#include <cstdint>
#include <vector>

#include "equizone/core/cover_solver.hpp"
#include "methods/candidate_zones.hpp"
#include "methods/zone_kinds.hpp"

namespace equizone {

// Which candidate each zone is.
struct ZoneChoice {
  std::vector<Index> candidates;
  double violation = 0.0;  // of the bounds
  double cost = 0.0;

  [[nodiscard]] bool better_than(const ZoneChoice& other) const {
    return violation != other.violation ? violation < other.violation : cost < other.cost;
  }
};

// Violation and cost follow from the candidates. O(k).
ZoneChoice make_choice(const CandidateZones& candidates, const Bounds& bounds, std::vector<Index> chosen);

// Whether candidates outside all bounds may be chosen while nothing within them is known, at a price that
// counts more than any cost.
enum class Outside : std::uint8_t { left_out, priced };

// A column of the problem is a candidate as a zone of one kind. Stops that lie in the same candidates share a
// row: they are covered together. References must outlive this.
class CoverModel {
 public:
  CoverModel(const CandidateZones& candidates, const Bounds& bounds, const ZoneChoice& known,
             Outside outside);

  [[nodiscard]] CoverProblem& problem() { return problem_; }
  // The zones that an answer stands for; of one kind, heavier candidates get the greater targets. Throws
  // InputError if the answer is not a choice that covers every row as often as it must be.
  [[nodiscard]] ZoneChoice choice_of(const CoverAnswer& answer) const;

 private:
  struct Column {
    Index candidate;
    Index kind;
    double cost;  // as a share of the known choice's
  };

  void list_columns(const ZoneChoice& known, Outside outside);
  // The row of each stop.
  [[nodiscard]] std::vector<std::int32_t> rows_of_stops() const;
  void list_rows();
  void check(const CoverAnswer& answer) const;

  const CandidateZones& candidates_;
  const Bounds& bounds_;
  ZoneKinds kinds_;
  std::vector<Column> columns_;
  CoverProblem problem_;
};

}  // namespace equizone
