#include "methods/all_zones.hpp"

#include <utility>

#include "methods/zone_kinds.hpp"

namespace equizone {

namespace {

class Enumeration {
 public:
  Enumeration(const Values& loads, const Bounds& bounds, std::int64_t limit)
      : loads_(loads), kinds_(bounds), most_(bounds.upper.maxCoeff() + 1e-9 * loads.sum()), left_(limit) {}

  // Whether there were few enough.
  bool run() {
    extend(0, 0.0);
    return left_ >= 0;
  }

  std::vector<CandidateZones::Stops> take_found() { return std::move(found_); }

 private:
  // All sets that begin with the present one and go on with stops from `next` on.
  void extend(std::int32_t next, double load) {
    for (std::int32_t stop = next; stop < loads_.size() && left_ >= 0; ++stop) {
      const double together = load + loads_[stop];
      if (together > most_) continue;
      stops_.push_back(stop);
      if (kinds_.fits(together) && --left_ >= 0) found_.push_back(stops_);
      extend(stop + 1, together);
      stops_.pop_back();
    }
  }

  const Values& loads_;
  ZoneKinds kinds_;
  double most_;
  std::int64_t left_;
  CandidateZones::Stops stops_;
  std::vector<CandidateZones::Stops> found_;
};

}  // namespace

std::optional<std::vector<CandidateZones::Stops>> all_zones(const Values& loads, const Bounds& bounds,
                                                            std::int64_t limit) {
  constexpr Index most_stops = 16;
  if (loads.size() > most_stops) return std::nullopt;
  Enumeration enumeration(loads, bounds, limit);
  if (!enumeration.run()) return std::nullopt;
  return enumeration.take_found();
}

}  // namespace equizone
