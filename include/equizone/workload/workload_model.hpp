#pragma once
/// \file
/// Minutes of work per stop and day, itemised by factor.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "equizone/core/types.hpp"

namespace equizone {

/// What makes a stop's work, in the order of the columns of an itemised table.
enum class Factor : std::uint8_t { road, customer, parcel, demand, waiting, sign_for, other, area };

inline constexpr std::size_t factor_count = 8;

/// Names of the factors' columns.
inline constexpr std::array<std::string_view, factor_count> factor_names{
    "road", "customer", "parcel", "demand", "waiting", "sign_for", "other", "area"};

/// One way a stop may be as regards a factor, such as customer "campus".
struct Category {
  std::string name;
  double minutes = 0.0;             ///< per visit
  double minutes_per_parcel = 0.0;  ///< for customers alone, such as a phone call for each parcel
  double multiplier = 1.0;          ///< of the handling for shapes, of all minutes for other things
  double sign_for_rate = 0.0;  ///< for customers alone: share of first attempts that succeed; 0: not stated
};

/// The categories of a factor; the first is what a stop is if nothing is said.
using Categories = std::vector<Category>;

/// What is known of the stops, one entry per stop; an empty array means that nothing is said of any stop.
///
/// Road, customer, waiting, shape and other are given as categories (positions in the model's lists), as
/// numbers, or both: a stop whose category is -1 takes its number. Stops that state neither take the first
/// category.
struct StopFactors {
  Index stops = 0;  ///< number of stops, n

  Labels road_category;
  Values road_minutes;  ///< per visit: to reach the stop, park, and leave it
  Labels customer_category;
  Values customer_minutes;             ///< per visit: to get in and find the customer
  Values customer_minutes_per_parcel;  ///< phone calls, several trips
  Labels waiting_category;
  Values waiting_minutes;  ///< per visit: unpacking, inspection, signatures, cash
  Labels shape_category;
  Values shape_multiplier;  ///< of the handling of a parcel
  Labels other_category;
  Values other_minutes;     ///< per visit, below 0 for what helps
  Values other_multiplier;  ///< of all minutes but its own

  Values visits;     ///< times a day that the way is made; default 1, fewer where parcels are fewer
  Values parcels;    ///< new ones per day; default 1
  Values volume_l;   ///< of one parcel, litres; default the model's
  Values weight_kg;  ///< of one parcel; default the model's
  Values
      sign_for_rate;  ///< share of attempts that succeed, in (0, 1]; default the customer's, or the model's
  Values pace;        ///< multiplier of all minutes: how slow the area is; default 1
};

/// Minutes per stop and day.
struct Workload {
  /// n x 8: the minutes of each factor, columns in the order of factor_names. They sum to `total`.
  Eigen::Matrix<double, Eigen::Dynamic, static_cast<int>(factor_count)> items;
  Values total;  ///< n: the items of a stop, summed from left to right
};

/// Turns what is known of stops into minutes of work.
///
/// With v visits and p new parcels a day, a expected attempts, n = p / v parcels a visit:
///
/// road = v * road minutes; customer = v * minutes + p * minutes per parcel; waiting = v * minutes;
///
/// parcel = p * (minutes + kg * minutes per kg + litres * minutes per litre) * shape;
///
/// demand = parcel * (n^(scale - 1) - 1) for n > 1, else 0: what many parcels at one stop save, <= 0;
///
/// sign_for = (a - 1) * (road + customer + parcel + demand): what comes back is brought again, but waits
/// once;
///
/// other = (multiplier - 1) * (all above) + v * minutes; area = (pace - 1) * (all above).
///
/// With success rate s and at most m attempts, a = (1 - (1 - s)^m) / s.
///
/// The figures of a new model are zero minutes; a profile fills them in.
struct WorkloadModel {
  Categories road{{"standard"}};
  Categories customer{{"standard"}};
  Categories waiting{{"none"}};
  Categories shape{{"regular"}};
  Categories other{{"none"}};
  double minutes_per_parcel = 0.0;  ///< handling of a parcel without its weight and volume
  double minutes_per_kg = 0.0;
  double minutes_per_litre = 0.0;
  double parcel_kg = 0.0;          ///< of a parcel whose weight is not known
  double parcel_litres = 0.0;      ///< of a parcel whose volume is not known
  double scale = 1.0;              ///< in (0, 1]: n parcels at one stop take the time of n^scale
  double sign_for_rate = 1.0;      ///< in (0, 1]: where neither stop nor customer states one
  Index most_attempts = 3;         ///< after which a parcel goes back to its sender
  double minutes_per_shift = 0.0;  ///< per courier and day, at the station: sorting, loading; not in any stop

  /// The categories of a factor; those of Factor::parcel are the shapes.
  /// \throws InputError for factors without categories
  [[nodiscard]] const Categories& categories(Factor about) const;

  /// Position of a category in its list.
  /// \throws InputError for a name that is not there, with the nearest ones
  [[nodiscard]] std::int32_t category(Factor about, const std::string& name) const;

  /// Minutes per stop and day.
  /// \throws InputError naming array, stop and value: rates outside (0, 1], negative counts
  /// Complexity: O(n).
  [[nodiscard]] Workload minutes(const StopFactors& stops) const;
};

}  // namespace equizone
