#include "equizone/workload/calibration.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "catch.hpp"
#include "equizone/core/error.hpp"
#include "workload/time_sheets.hpp"

using namespace equizone;
using namespace equizone::test;
using Catch::Matchers::Contains;

namespace {

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
