#pragma once
/// \file
/// What zones around median stops need to know of distances: an interface, not a formula.

#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "equizone/core/checks.hpp"
#include "equizone/core/error.hpp"
#include "equizone/core/types.hpp"

namespace equizone {

/// For each stop some zones and the distances from their medians, `width` entries a stop. Where all zones are
/// listed, entry j is zone j; otherwise they come in any order, and a zone of -1 ends the list.
struct NearZones {
  struct Entry {
    std::int32_t zone = -1;
    double distance = 0.0;
  };
  Index width = 0;
  bool all = false;  ///< of all zones
  std::vector<Entry> entries;

  [[nodiscard]] Index stops() const { return width > 0 ? static_cast<Index>(entries.size()) / width : 0; }
  [[nodiscard]] std::span<const Entry> of(Index stop) const {
    const std::span<const Entry> list(entries.data() + stop * width, static_cast<std::size_t>(width));
    std::size_t count = 0;
    while (count < list.size() && list[count].zone >= 0) ++count;
    return list.first(count);
  }
};

/// A distance, and whether the stop can be reached at all: if not, the distance is that of the way which
/// breaks the fewest rules, counted `unreachable_factor` times.
struct Way {
  double distance = 0.0;
  bool reachable = true;
};

/// A way that breaks rules (against a oneway, across to an island) counts this many times its length.
inline constexpr double unreachable_factor = 3.0;

/// The distances between the stops of one station, always from a median to stops: the order matters where
/// streets are oneways. Always finite. One object serves one thread.
class Distances {
 public:
  virtual ~Distances() = default;
  Distances() = default;
  Distances(const Distances&) = delete;
  Distances& operator=(const Distances&) = delete;

  [[nodiscard]] virtual Index stops() const = 0;

  /// The ways from one stop to others, in their order.
  virtual void measure(Index from, std::span<const std::int32_t> to, std::span<Way> ways) const = 0;

  /// Sum over the given stops of visits * distance from a stop; any number from `limit` on if that is
  /// reached: who can tell early that it will be overrides this.
  [[nodiscard]] virtual double cost_from(Index from, std::span<const std::int32_t> to, const Values& visits,
                                         double limit) const;

  /// For every stop the `width` zones with the least distance - offset, or all if there are no more. Measures
  /// from every median to all stops: who can search from all medians at once overrides this.
  [[nodiscard]] virtual NearZones near_zones(std::span<const Index> medians, const Values& offsets,
                                             Index width) const;
};

/// A way to measure distances between stops, and how often they are visited: the cost of a zone is the sum of
/// visits * distance from its median stop.
class Metric {
 public:
  virtual ~Metric() = default;

  /// Distances between the given stops, checked against them. \throws InputError
  [[nodiscard]] virtual std::unique_ptr<const Distances> between(const Points& points) const = 0;

  /// Visits of each stop; empty: as the loads.
  [[nodiscard]] const Values& visits() const { return visits_; }

 protected:
  explicit Metric(Values visits) : visits_(std::move(visits)) {
    for (Index stop = 0; stop < visits_.size(); ++stop)
      if (!(visits_[stop] >= 0 && visits_[stop] <= most_visits))
        throw InputError(message("visits[", stop, "] is ", visits_[stop],
                                 "; every number of visits must be finite, >= 0 and at most 1e100"));
  }

 private:
  static constexpr double most_visits = 1e100;
  Values visits_;
};

}  // namespace equizone
