#include "equizone/workload/calibration.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "catch.hpp"
#include "equizone/core/error.hpp"
#include "equizone/core/random.hpp"

using namespace equizone;
using Catch::Matchers::Contains;

namespace {

double bell(Random& random) {  // about normal, mean 0, variance 1
  double sum = -6;
  for (int i = 0; i < 12; ++i) sum += random.uniform();
  return sum;
}

std::int32_t below(Random& random, double count) {
  return static_cast<std::int32_t>(random.uniform() * count);
}

// Customers at the door are what the others are measured against.
WorkloadModel prior_model() {
  WorkloadModel model;
  model.road = {{"standard", 2.0}, {"old town", 4.0}, {"village", 3.0}};
  model.customer = {{"door"}, {"campus", 5.0, 0.4, 1.0, 0.7}, {"locker", 1.5}};
  model.waiting = {{"none", 0.0}, {"goods-in", 6.0}};
  model.shape = {{"regular"}, {"bulky", 0.0, 0.0, 1.5}};
  model.other = {{"none"}, {"front desk", -0.3, 0.0, 0.9}};
  model.minutes_per_parcel = 0.6;
  model.minutes_per_kg = 0.05;
  model.parcel_kg = 2.0;
  model.scale = 0.8;
  model.sign_for_rate = 0.9;
  model.minutes_per_shift = 40.0;
  return model;
}

// The prior is off by up to a half, in a way that no common multiplier mends.
WorkloadModel true_model() {
  WorkloadModel model = prior_model();
  model.road[0].minutes = 2.6;
  model.road[1].minutes = 3.1;
  model.road[2].minutes = 4.0;
  model.customer[1].minutes = 6.5;
  model.customer[1].minutes_per_parcel = 0.3;
  model.customer[2].minutes = 1.0;
  model.waiting[1].minutes = 4.5;
  model.minutes_per_parcel = 0.8;
  model.minutes_per_kg = 0.08;
  model.minutes_per_shift = 55.0;
  return model;
}

struct Records {
  StopFactors visits;
  Labels shift_of_visit, courier_of_shift;
  Values worked_minutes;
};

// Couriers with streets and customers of their own kind, `days` shifts each.
Records records(Random& random, std::int32_t couriers, std::int32_t days) {
  Records made;
  std::vector<std::int32_t> road, customer, waiting, shape, other, shift_of_visit;
  std::vector<double> parcels, weight;
  made.courier_of_shift.resize(couriers * days);
  std::int32_t shift = 0;
  for (std::int32_t courier = 0; courier < couriers; ++courier) {
    const double old_town = random.uniform(), campus = random.uniform() / 2, goods_in = random.uniform() / 3;
    for (std::int32_t day = 0; day < days; ++day, ++shift) {
      made.courier_of_shift[shift] = courier;
      for (std::int32_t visit = 20 + below(random, 60); visit > 0; --visit) {
        shift_of_visit.push_back(shift);
        road.push_back(random.uniform() < old_town ? 1 : 2 * below(random, 2));
        customer.push_back(random.uniform() < campus ? 1 : 2 * below(random, 2));
        waiting.push_back(random.uniform() < goods_in ? 1 : 0);
        shape.push_back(random.uniform() < 0.1 ? 1 : 0);
        other.push_back(random.uniform() < 0.1 ? 1 : 0);
        parcels.push_back(1 + below(random, customer.back() == 1 ? 20 : 3));
        weight.push_back(10 * random.uniform() * random.uniform());
      }
    }
  }
  const auto labels = [](const std::vector<std::int32_t>& from) {
    return Labels(Eigen::Map<const Labels>(from.data(), static_cast<Index>(from.size())));
  };
  const auto values = [](const std::vector<double>& from) {
    return Values(Eigen::Map<const Values>(from.data(), static_cast<Index>(from.size())));
  };
  made.visits.stops = static_cast<Index>(road.size());
  made.visits.road_category = labels(road);
  made.visits.customer_category = labels(customer);
  made.visits.waiting_category = labels(waiting);
  made.visits.shape_category = labels(shape);
  made.visits.other_category = labels(other);
  made.visits.parcels = values(parcels);
  made.visits.weight_kg = values(weight);
  made.shift_of_visit = labels(shift_of_visit);
  return made;
}

void work(Records& made, const WorkloadModel& truth) {
  made.worked_minutes = Values::Constant(made.courier_of_shift.size(), truth.minutes_per_shift);
  const Values minutes = truth.minutes(made.visits).total;
  for (Index visit = 0; visit < minutes.size(); ++visit)
    made.worked_minutes[made.shift_of_visit[visit]] += minutes[visit];
}

Records worked_records(std::uint64_t seed, double noise_min = 0.0, double courier_noise_min = 0.0) {
  Random random(seed);
  Records made = records(random, 25, 8);
  work(made, true_model());
  std::vector<double> of_courier(25);
  for (double& minutes : of_courier) minutes = courier_noise_min * bell(random);
  for (Index shift = 0; shift < made.worked_minutes.size(); ++shift)
    made.worked_minutes[shift] +=
        noise_min * bell(random) + of_courier[static_cast<std::size_t>(made.courier_of_shift[shift])];
  return made;
}

Calibration calibrated(const Records& made, const FitOptions& options = {},
                       const WorkloadModel& prior = prior_model()) {
  return calibrate(made.visits, made.shift_of_visit, made.worked_minutes, prior, options);
}

const Coefficient& named(const Calibration& found, const std::string& name) {
  const auto at = std::find_if(found.coefficients.begin(), found.coefficients.end(),
                               [&](const Coefficient& figure) { return figure.name == name; });
  REQUIRE(at != found.coefficients.end());
  return *at;
}

// The true figures by name: what a fit "from truth to truth" has before it starts.
std::vector<double> true_figures(const Records& made) {
  std::vector<double> figures;
  for (const Coefficient& figure : calibrated(made, {}, true_model()).coefficients)
    figures.push_back(figure.before);
  return figures;
}

// Share of intervals of fitted figures that hold the truth.
double coverage(double noise_min, double courier_noise_min, bool by_courier) {
  const std::vector<double> truth = true_figures(worked_records(0));
  double held = 0, all = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const Records made = worked_records(seed, noise_min, courier_noise_min);
    FitOptions options;
    if (by_courier) options.courier_of_shift = made.courier_of_shift;
    const Calibration found = calibrated(made, options);
    for (std::size_t j = 0; j < truth.size(); ++j) {
      const Coefficient& figure = found.coefficients[j];
      if (figure.status != FitStatus::fitted && figure.status != FitStatus::at_bound) continue;
      all += 1;
      held += figure.low <= truth[j] && truth[j] <= figure.high ? 1 : 0;
    }
  }
  return held / all;
}

bool warned(const Calibration& found, const std::string& words) {
  return std::any_of(found.warnings.begin(), found.warnings.end(),
                     [&](const std::string& warning) { return warning.find(words) != std::string::npos; });
}

}  // namespace

TEST_CASE("without noise the true figures come back", "[calibration]") {
  const Records made = worked_records(1);
  const std::vector<double> truth = true_figures(made);
  const Calibration found = calibrated(made);
  for (std::size_t j = 0; j < truth.size(); ++j) {
    INFO(found.coefficients[j].name);
    CHECK(found.coefficients[j].fitted == Approx(truth[j]).epsilon(1e-4));
  }
  CHECK(found.residuals.cwiseAbs().maxCoeff() < 1e-2);
  CHECK(found.r2 == Approx(1));
  CHECK(found.before_min > 10);
  CHECK(found.warnings.empty());
  CHECK(found.model.customer[1].minutes_per_parcel == Approx(0.3).epsilon(1e-4));
  CHECK(found.model.scale == prior_model().scale);
}

TEST_CASE("a model that is right is left alone", "[calibration]") {
  const Calibration found = calibrated(worked_records(2), {}, true_model());
  for (const Coefficient& figure : found.coefficients) CHECK(figure.fitted == Approx(figure.before));
}

TEST_CASE("statuses, units and counts of figures", "[calibration]") {
  const Records made = worked_records(3, 20);
  const Calibration found = calibrated(made);
  CHECK(named(found, "road.old town.minutes").unit == "min per visit");
  CHECK(named(found, "road.old town.minutes").factor == "road");
  CHECK(named(found, "road.old town.minutes").category == "old town");
  CHECK(named(found, "road.old town.minutes").seen == (made.visits.road_category.array() == 1).count());
  CHECK(named(found, "minutes_per_kg").unit == "min per kg");
  CHECK(named(found, "minutes_per_shift").factor == "shift");
  CHECK(named(found, "minutes_per_shift").seen == made.worked_minutes.size());
  const Coefficient& baseline = named(found, "waiting.none.minutes");
  CHECK(baseline.status == FitStatus::held);
  CHECK(baseline.fitted == 0);
  CHECK(baseline.low == 0);
  CHECK(baseline.high == 0);
  CHECK(named(found, "road.old town.minutes").status == FitStatus::fitted);

  WorkloadModel prior = prior_model();
  prior.road.push_back({"motorway", 9.0});
  const Calibration more = calibrated(made, {}, prior);
  const Coefficient& never = named(more, "road.motorway.minutes");
  CHECK(never.status == FitStatus::not_seen);
  CHECK(never.fitted == 9);
  CHECK(never.seen == 0);
  CHECK(std::isinf(never.standard_error));
}

TEST_CASE("predictions, residuals and shares add up", "[calibration]") {
  const Records made = worked_records(4, 20);
  const Calibration found = calibrated(made);
  Records again = made;
  work(again, found.model);
  CHECK((found.predicted - again.worked_minutes).cwiseAbs().maxCoeff() < 1e-9);
  CHECK((found.predicted + found.residuals - made.worked_minutes).cwiseAbs().maxCoeff() < 1e-9);
  CHECK(found.shares.sum() == Approx(1));
  CHECK(found.shares[8] * found.predicted.sum() == Approx(200 * found.model.minutes_per_shift));
  CHECK(found.sigma_min == Approx(20).epsilon(0.15));
  CHECK(found.sigma_min < found.before_min);
  CHECK(std::abs(found.residuals.mean()) < 1e-3);  // the minutes per shift are free
}

TEST_CASE("intervals hold the truth as often as they say", "[calibration]") {
  CHECK(coverage(20, 0, false) == Approx(0.95).margin(0.02));
}

TEST_CASE("couriers who differ widen the intervals", "[calibration]") {
  const double blind = coverage(5, 40, false);
  const double aware = coverage(5, 40, true);
  CHECK(blind < 0.92);
  CHECK(aware == Approx(0.95).margin(0.02));
}

TEST_CASE("intervals are those of ordinary least squares", "[calibration]") {
  const Records made = worked_records(5, 20);
  FitOptions options;
  options.held = {"road", "customer", "waiting", "minutes_per_kg"};
  const Calibration found = calibrated(made, options);
  // One figure and a constant, by the textbook's formulas of simple regression.
  WorkloadModel raised = prior_model(), base = prior_model();
  base.minutes_per_parcel = base.minutes_per_shift = 0;
  raised.minutes_per_parcel = 1;
  raised.minutes_per_shift = 0;
  Records with = made, without = made;
  work(with, raised);
  work(without, base);
  const Values x = with.worked_minutes - without.worked_minutes;
  const Values y = made.worked_minutes - without.worked_minutes;
  const Values dx = x.array() - x.mean();
  const double slope = dx.dot(y) / dx.squaredNorm();
  const Values rest = y.array() - y.mean() - slope * dx.array();
  const double sigma = std::sqrt(rest.squaredNorm() / 198);
  const Coefficient& figure = named(found, "minutes_per_parcel");
  CHECK(figure.fitted == Approx(slope).epsilon(1e-6));
  CHECK(figure.standard_error == Approx(sigma / dx.norm()).epsilon(1e-6));
  const double t = 1.972017478;  // 0.975 quantile of Student's t with 198 degrees of freedom
  CHECK(figure.high - figure.low == Approx(2 * t * sigma / dx.norm()).epsilon(1e-6));
}

TEST_CASE("what always occurs together is named and keeps its proportions", "[calibration]") {
  Records made = worked_records(6);
  made.visits.waiting_category = (made.visits.customer_category.array() == 1).cast<std::int32_t>();
  work(made, true_model());
  Random random(6);
  for (double& minutes : made.worked_minutes) minutes += 10 * bell(random);
  WorkloadModel prior = prior_model();
  prior.sign_for_rate = 1;
  prior.customer[1].sign_for_rate = 1;  // else waiting is not repeated as the rest is
  prior.other = {{"none"}, {"front desk", -0.3}};
  const Calibration found = calibrated(made, {}, prior);
  const Coefficient& campus = named(found, "customer.campus.minutes");
  const Coefficient& goods_in = named(found, "waiting.goods-in.minutes");
  CHECK(campus.status == FitStatus::confounded);
  CHECK(goods_in.status == FitStatus::confounded);
  CHECK(campus.fitted / goods_in.fitted == Approx(5.0 / 6.0).epsilon(1e-3));
  CHECK(std::isinf(campus.standard_error));
  CHECK(campus.high == 50);
  CHECK(named(found, "road.old town.minutes").status == FitStatus::fitted);
  CHECK(std::isfinite(named(found, "road.old town.minutes").standard_error));
  CHECK((warned(found, "customer.campus.minutes + 1 * waiting.goods-in.minutes") ||
         warned(found, "waiting.goods-in.minutes + 1 * customer.campus.minutes")));
  CHECK(warned(found, "and the prior divides it"));
}

TEST_CASE("roads and customers without one of 0 minutes are told in sums", "[calibration]") {
  const Records made = worked_records(7);
  WorkloadModel prior = prior_model();
  for (Category& customer : prior.customer) customer.minutes += 1;  // and the roads too long by as much
  const Calibration found = calibrated(made, {}, prior);
  REQUIRE(found.warnings.size() == 1);
  for (const std::string factor : {"road.standard", "road.old town", "road.village", "customer.door",
                                   "customer.campus", "customer.locker"}) {
    CHECK(named(found, factor + ".minutes").status == FitStatus::confounded);
    CHECK_THAT(found.warnings[0], Contains("1 in " + factor + ".minutes"));
  }
  CHECK(named(found, "minutes_per_shift").status == FitStatus::fitted);
  // Sums are right, and holding what the others are measured against gives each figure back.
  CHECK(named(found, "road.village.minutes").fitted + named(found, "customer.campus.minutes").fitted ==
        Approx(4.0 + 6.5).epsilon(1e-4));
  prior.customer[0].minutes = 0.25;
  FitOptions options;
  options.held = {"customer.door.minutes"};
  const Calibration measured = calibrated(made, options, prior);
  CHECK(measured.warnings.empty());
  CHECK(named(measured, "road.village.minutes").fitted == Approx(3.75).epsilon(1e-4));
  CHECK(named(measured, "customer.campus.minutes").fitted == Approx(6.75).epsilon(1e-4));
}

TEST_CASE("pairs that always occur together are told pair by pair", "[calibration]") {
  Records made = worked_records(14);
  const Labels campus = (made.visits.customer_category.array() == 1).cast<std::int32_t>();
  made.visits.waiting_category = campus;
  made.visits.road_category = 2 * (made.visits.customer_category.array() == 2).cast<std::int32_t>();
  WorkloadModel prior = prior_model();
  prior.road[0].minutes = 0;
  prior.sign_for_rate = prior.customer[1].sign_for_rate = 1;
  work(made, prior);
  const Calibration found = calibrated(made, {}, prior);
  CHECK(found.warnings.size() == 2);
  CHECK((warned(found, "+1 in customer.campus.minutes, -1 in waiting.goods-in.minutes from none") ||
         warned(found, "+1 in waiting.goods-in.minutes, -1 in customer.campus.minutes from none")));
  CHECK((warned(found, "+1 in customer.locker.minutes, -1 in road.village.minutes from none") ||
         warned(found, "+1 in road.village.minutes, -1 in customer.locker.minutes from none")));
}

TEST_CASE("what almost always occurs together is a doubt in words", "[calibration]") {
  Records made = worked_records(8);
  made.visits.waiting_category = (made.visits.customer_category.array() == 1).cast<std::int32_t>();
  for (Index visit = 0; visit < 40; ++visit) made.visits.waiting_category[visit] = 1;
  Random random(8);
  work(made, true_model());
  for (double& minutes : made.worked_minutes) minutes += 40 * bell(random);
  const Calibration found = calibrated(made);
  CHECK(warned(found, "hardly tell apart"));
  CHECK(warned(found, "agree with the records (95 %)"));
}

TEST_CASE("bounds hold, whether multiples or of a figure", "[calibration]") {
  FitOptions options;
  options.upper = 1.2;
  const Records made = worked_records(9, 5);
  const Calibration tight = calibrated(made, options);
  for (const Coefficient& figure : tight.coefficients) CHECK(figure.fitted <= 1.2 * figure.before);
  CHECK(named(tight, "road.standard.minutes").status == FitStatus::at_bound);
  CHECK(warned(tight, "held there by its bound"));

  options = {};
  options.bounds = {{"road", 2.0, 3.0}, {"minutes_per_litre", 0.0}};
  const Calibration found = calibrated(made, options);
  CHECK(named(found, "road.village.minutes").fitted == 3.0);
  CHECK(named(found, "road.village.minutes").status == FitStatus::at_bound);
  CHECK(named(found, "road.standard.minutes").fitted <= 3.0);
  CHECK(named(found, "minutes_per_litre").status == FitStatus::not_seen);  // parcels are of 0 litres

  options = {};
  options.held = {"customer.campus", "minutes_per_shift"};
  const Calibration held = calibrated(made, options);
  CHECK(named(held, "customer.campus.minutes").fitted == 5);
  CHECK(named(held, "customer.campus.minutes_per_parcel").fitted == 0.4);
  CHECK(named(held, "minutes_per_shift").status == FitStatus::held);
  CHECK(named(held, "customer.locker.minutes").status == FitStatus::fitted);
}

TEST_CASE("a figure of 0 is fitted once it has bounds", "[calibration]") {
  const Records made = worked_records(10);
  WorkloadModel prior = prior_model();
  prior.minutes_per_shift = 0;
  CHECK(calibrated(made, {}, prior).model.minutes_per_shift == 0);
  FitOptions options;
  options.bounds = {{"minutes_per_shift"}};
  CHECK(calibrated(made, options, prior).model.minutes_per_shift == Approx(55).epsilon(1e-6));
}

TEST_CASE("the pull to the prior is slight beside what is a figure's own", "[calibration]") {
  Records made = worked_records(15);
  Random random(15);
  Values weight_kg = Values::Zero(made.worked_minutes.size());
  for (double& kg : weight_kg) kg = 2 * (1 + 5e-4 * bell(random));  // parcels and kilograms almost the same
  for (Index visit = 0; visit < made.visits.stops; ++visit)
    made.visits.weight_kg[visit] = weight_kg[made.shift_of_visit[visit]];
  work(made, true_model());
  WorkloadModel prior = prior_model();
  prior.minutes_per_kg = 0;
  FitOptions options;
  options.bounds = {{"minutes_per_kg"}};
  CHECK(named(calibrated(made, options, prior), "minutes_per_kg").fitted == Approx(0.08).epsilon(5e-3));
}

TEST_CASE("numbers given for stops stay as they are", "[calibration]") {
  Records made = worked_records(11);
  made.visits.road_minutes = Values::Constant(made.visits.stops, 7.0);
  for (Index visit = 0; visit < made.visits.stops; visit += 2) made.visits.road_category[visit] = -1;
  work(made, true_model());
  const Calibration found = calibrated(made);
  CHECK(named(found, "road.old town.minutes").fitted == Approx(3.1).epsilon(1e-4));
  CHECK(named(found, "road.old town.minutes").seen == (made.visits.road_category.array() == 1).count());
}

TEST_CASE("the same records give the same bits", "[calibration]") {
  const Records made = worked_records(12, 20);
  const Calibration once = calibrated(made), twice = calibrated(made);
  CHECK(once.predicted == twice.predicted);
  for (std::size_t j = 0; j < once.coefficients.size(); ++j)
    CHECK(once.coefficients[j].high == twice.coefficients[j].high);
}

TEST_CASE("bad records and options are named", "[calibration]") {
  const Records good = worked_records(13, 20);
  Records bad = good;
  bad.worked_minutes[3] = -5;
  CHECK_THROWS_WITH(calibrated(bad), Contains("worked_minutes[3] is -5"));
  bad.worked_minutes[3] = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_WITH(calibrated(bad), Contains("worked_minutes[3] is nan"));
  bad = good;
  bad.shift_of_visit[5] = 200;
  CHECK_THROWS_WITH(calibrated(bad), Contains("shift_of_visit[5] is 200") && Contains("200 shifts"));
  bad.shift_of_visit[5] = -1;
  CHECK_THROWS_WITH(calibrated(bad), Contains("shift_of_visit[5] is -1"));
  bad = good;
  bad.worked_minutes.conservativeResize(201);
  bad.worked_minutes[200] = 400;
  CHECK_THROWS_WITH(calibrated(bad), Contains("shift 200 has no visits but worked_minutes 400"));
  bad = good;
  bad.shift_of_visit.conservativeResize(10);
  CHECK_THROWS_WITH(calibrated(bad), Contains("shift_of_visit has 10 entries"));
  bad = good;
  bad.visits.parcels[7] = -1;
  CHECK_THROWS_WITH(calibrated(bad), Contains("parcels[7] is -1"));
  bad = good;
  bad.shift_of_visit = good.shift_of_visit.unaryExpr([](std::int32_t shift) { return shift % 10; });
  bad.worked_minutes = Values::Constant(10, 400.0);
  CHECK_THROWS_WITH(calibrated(bad), Contains("10 shifts for 10 figures"));

  FitOptions options;
  options.held = {"road", "customer", "waiting", "minutes_per_parcel", "minutes_per_kg", "minutes_per_shift"};
  CHECK_THROWS_WITH(calibrated(good, options), Contains("nothing to fit"));
  options = {};
  options.confidence = 1;
  CHECK_THROWS_WITH(calibrated(good, options), Contains("confidence is 1"));
  options = {};
  options.lower = 2;
  options.upper = 1;
  CHECK_THROWS_WITH(calibrated(good, options), Contains("lower is 2 and upper is 1"));
  options = {};
  options.bounds = {{"road", -1}};
  CHECK_THROWS_WITH(calibrated(good, options), Contains("bounds of road: lower is -1"));
  options.bounds = {{"rode"}};
  CHECK_THROWS_WITH(calibrated(good, options),
                    Contains("bounds names \"rode\"") && Contains("; the nearest are \"road\", "));
  options = {};
  options.held = {"customer.camp"};
  CHECK_THROWS_WITH(calibrated(good, options), Contains("held names \"customer.camp\"") &&
                                                   Contains("the nearest are \"customer.campus\", "));
  options = {};
  options.courier_of_shift = Labels::Zero(5);
  CHECK_THROWS_WITH(calibrated(good, options), Contains("courier_of_shift has 5 entries"));
  options.courier_of_shift = Labels::Zero(200);
  CHECK_THROWS_WITH(calibrated(good, options), Contains("at least two couriers"));
}
