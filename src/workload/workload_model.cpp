#include "equizone/workload/workload_model.hpp"

#include <algorithm>
#include <cmath>

#include "workload/statement.hpp"

namespace equizone {

namespace {

using namespace workload;

double value_or(const Values& values, Index stop, double otherwise) {
  return values.size() > 0 && !std::isnan(values[stop]) ? values[stop] : otherwise;
}

void check_categories(const Categories& categories, const std::string& name) {
  if (categories.empty()) throw InputError(message(name, " has no category; the first is the default"));
  for (const Category& category : categories) {
    const std::string what = message(name, " \"", category.name, "\": ");
    check(category.minutes, name == "other" ? added : non_negative, what + "minutes");
    check(category.minutes_per_parcel, non_negative, what + "minutes_per_parcel");
    check(category.multiplier, positive, what + "multiplier");
    if (category.sign_for_rate != 0.0) check(category.sign_for_rate, rate, what + "sign_for_rate");
  }
}

void check_model(const WorkloadModel& model) {
  check_categories(model.road, "road");
  check_categories(model.customer, "customer");
  check_categories(model.waiting, "waiting");
  check_categories(model.shape, "shape");
  check_categories(model.other, "other");
  check(model.minutes_per_parcel, non_negative, "minutes_per_parcel");
  check(model.minutes_per_kg, non_negative, "minutes_per_kg");
  check(model.minutes_per_litre, non_negative, "minutes_per_litre");
  check(model.parcel_kg, non_negative, "parcel_kg");
  check(model.parcel_litres, non_negative, "parcel_litres");
  check(model.scale, exponent, "scale");
  check(model.sign_for_rate, rate, "sign_for_rate");
  check(model.minutes_per_shift, non_negative, "minutes_per_shift");
  if (model.most_attempts < 1)
    throw InputError(message("most_attempts is ", model.most_attempts, "; at least one attempt is made"));
}

// (1 - (1 - s)^m) / s, also where s is so small that 1 - s would lose it.
double expected_attempts(double success, Index most) {
  if (success == 1.0) return 1.0;
  return -std::expm1(static_cast<double>(most) * std::log1p(-success)) / success;
}

// What is said of all stops, checked.
struct Statements {
  const StopFactors& stops;
  Statement road, customer, waiting, shape, other;

  Statements(const WorkloadModel& model, const StopFactors& given)
      : stops(given),
        road(model.road, given.road_category, given.road_minutes, non_negative, given.stops, "road",
             "minutes"),
        customer(model.customer, given.customer_category, given.customer_minutes, non_negative, given.stops,
                 "customer", "minutes"),
        waiting(model.waiting, given.waiting_category, given.waiting_minutes, non_negative, given.stops,
                "waiting", "minutes"),
        shape(model.shape, given.shape_category, given.shape_multiplier, positive, given.stops, "shape",
              "multiplier"),
        other(model.other, given.other_category, given.other_minutes, added, given.stops, "other",
              "minutes") {
    const Index n = given.stops;
    check_values(given.customer_minutes_per_parcel, n, non_negative, "customer_minutes_per_parcel");
    check_values(given.other_multiplier, n, positive, "other_multiplier");
    check_values(given.visits, n, non_negative, "visits", Unsaid::refused);
    check_values(given.parcels, n, non_negative, "parcels", Unsaid::refused);
    check_values(given.volume_l, n, non_negative, "volume_l");
    check_values(given.weight_kg, n, non_negative, "weight_kg");
    check_values(given.sign_for_rate, n, rate, "sign_for_rate");
    check_values(given.pace, n, positive, "pace");
    for (Index i = 0; i < n; ++i)
      if (visits(i) == 0 && parcels(i) > 0)
        throw InputError(
            message("visits[", i, "] is 0 but parcels[", i, "] is ", parcels(i), "; parcels need a visit"));
  }

  [[nodiscard]] double parcels(Index i) const { return value_or(stops.parcels, i, 1.0); }
  [[nodiscard]] double visits(Index i) const { return value_or(stops.visits, i, std::min(1.0, parcels(i))); }
  [[nodiscard]] double customer_minutes_per_parcel(Index i) const {
    const double of_category =
        customer.said(i) == Said::number ? 0.0 : customer.category(i).minutes_per_parcel;
    return value_or(stops.customer_minutes_per_parcel, i, of_category);
  }
  [[nodiscard]] double sign_for_rate(Index i, double of_model) const {
    const double of_category = customer.said(i) == Said::number ? 0.0 : customer.category(i).sign_for_rate;
    return value_or(stops.sign_for_rate, i, of_category > 0 ? of_category : of_model);
  }
  [[nodiscard]] double other_multiplier(Index i) const {
    const double of_category = other.said(i) == Said::number ? 1.0 : other.category(i).multiplier;
    return value_or(stops.other_multiplier, i, of_category);
  }
};

}  // namespace

Workload WorkloadModel::minutes(const StopFactors& stops) const {
  check_model(*this);
  const Statements said(*this, stops);
  Workload work;
  work.items.setZero(stops.stops, static_cast<Index>(factor_count));
  for (Index i = 0; i < stops.stops; ++i) {
    const auto item = [&](Factor about) -> double& { return work.items(i, static_cast<Index>(about)); };
    const double visits = said.visits(i);
    const double parcels = said.parcels(i);
    const double handling = minutes_per_parcel + minutes_per_kg * value_or(stops.weight_kg, i, parcel_kg) +
                            minutes_per_litre * value_or(stops.volume_l, i, parcel_litres);
    item(Factor::road) = visits * said.road.value(i, &Category::minutes);
    item(Factor::customer) =
        visits * said.customer.value(i, &Category::minutes) + parcels * said.customer_minutes_per_parcel(i);
    item(Factor::waiting) = visits * said.waiting.value(i, &Category::minutes);
    item(Factor::parcel) = parcels * handling * said.shape.value(i, &Category::multiplier);
    if (parcels > visits)
      item(Factor::demand) = item(Factor::parcel) * (std::pow(parcels / visits, scale - 1.0) - 1.0);

    const double repeated =
        item(Factor::road) + item(Factor::customer) + item(Factor::parcel) + item(Factor::demand);
    const double attempts = expected_attempts(said.sign_for_rate(i, sign_for_rate), most_attempts);
    item(Factor::sign_for) = (attempts - 1.0) * repeated;

    const double served = repeated + item(Factor::waiting) + item(Factor::sign_for);
    const double changed =
        (said.other_multiplier(i) - 1.0) * served + visits * said.other.value(i, &Category::minutes);
    item(Factor::other) = std::max(changed, -served);  // what helps can save no more than there is
    item(Factor::area) = (value_or(stops.pace, i, 1.0) - 1.0) * (served + item(Factor::other));
  }
  // From left to right, so that whoever sums the columns of the table gets the same bits.
  work.total.setZero(stops.stops);
  for (Index about = 0; about < work.items.cols(); ++about) work.total += work.items.col(about);
  return work;
}

}  // namespace equizone
