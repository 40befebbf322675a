#include "equizone/evaluation/certificate.hpp"

#include <algorithm>
#include <cmath>

#include "equizone/core/error.hpp"
#include "evaluation/claim.hpp"
#include "evaluation/deviations.hpp"
#include "evaluation/lifted_centers.hpp"

namespace equizone {

namespace {

// Everything that is summed stop by stop.
void measure_stops(const Claim& claim, CertificateCheck& check) {
  const LiftedCenters diagram(claim.centers, claim.offsets);
  check.zone_loads = Values::Zero(claim.zones());
  check.diagram_loads = Values::Zero(claim.zones());
  for (Index stop = 0; stop < claim.labels.size(); ++stop) {
    const double w = claim.loads[stop];
    const std::int32_t zone = claim.labels[stop];
    const double power = claim.power(stop, zone);
    const std::int32_t nearest = diagram.nearest(claim.points.col(stop));
    const double least = std::min(power, claim.power(stop, nearest));
    const double excess = power - least;
    const bool deviates = excess > claim.rounding_m2;
    check.zone_loads[zone] += w;
    check.diagram_loads[deviates ? nearest : zone] += w;
    check.cost += w * claim.square(stop, zone);
    check.lower_bound += w * least;
    check.moved_cost += w * excess;
    if (deviates) check.deviating.push_back({stop, zone, nearest, excess, w * excess, {}});
  }
}

void measure_bounds(const Claim& claim, CertificateCheck& check) {
  for (Index zone = 0; zone < claim.zones(); ++zone) {
    const double offset = claim.offsets[zone];
    const double bound = offset > 0 ? claim.lower[zone] : claim.upper[zone];
    check.lower_bound += bound * offset;
    check.slack_cost += (check.zone_loads[zone] - bound) * offset;
  }
  check.gap = check.cost - check.lower_bound;
}

// Adds a sentence about the zone where `deviation` is greatest, if it is above 0 anywhere.
template <class Describe>
void report_worst(const Values& deviation, std::vector<std::string>& faults, Describe&& describe) {
  Index worst = 0;
  if (!(deviation.maxCoeff(&worst) > 0)) return;
  const Index count = (deviation.array() > 0).count();
  faults.push_back(message(describe(worst), count > 1 ? message(" (the worst of ", count, " zones)") : ""));
}

void check_centers(const Claim& claim, const CertificateCheck& check, std::vector<std::string>& faults) {
  Points moments = Points::Zero(2, claim.zones());
  for (Index stop = 0; stop < claim.labels.size(); ++stop)
    moments.col(claim.labels[stop]) += claim.loads[stop] * claim.points.col(stop);
  Values off_m = Values::Zero(claim.zones());
  for (Index zone = 0; zone < claim.zones(); ++zone)
    if (check.zone_loads[zone] > 0)
      off_m[zone] = (moments.col(zone) / check.zone_loads[zone] - claim.centers.col(zone)).norm();
  report_worst((off_m.array() > claim.rounding_m).select(off_m, 0.0), faults, [&](Index zone) {
    return message("the center of zone ", zone, " lies ", off_m[zone],
                   " m from the load centroid of its stops");
  });
}

void check_loads_of_zones(const Claim& claim, const CertificateCheck& check,
                          std::vector<std::string>& faults) {
  Values outside(claim.zones());
  for (Index zone = 0; zone < claim.zones(); ++zone)
    outside[zone] = std::abs(claim.outside(zone, check.zone_loads[zone]));
  report_worst(outside, faults, [&](Index zone) {
    return message("zone ", zone, " has a load of ", check.zone_loads[zone], " where ", claim.lower[zone],
                   " to ", claim.upper[zone], " are allowed");
  });
}

void check_figure(const char* name, double reported, double known, double rounding,
                  std::vector<std::string>& faults) {
  if (!std::isnan(reported) && !(std::abs(reported - known) <= rounding + 1e-9 * std::abs(known)))
    faults.push_back(message(name, " is reported as ", reported, " but is ", known));
}

}  // namespace

CertificateCheck check_certificate(const Points& points, const Values& loads, const Partition& partition) {
  const Claim claim = make_claim(points, loads, partition);
  CertificateCheck check;
  measure_stops(claim, check);
  measure_bounds(claim, check);
  explain_deviations(claim, check);
  check_centers(claim, check, check.faults);
  check_loads_of_zones(claim, check, check.faults);
  const double rounding = claim.rounding_m2 * loads.sum();
  check_figure("cost", partition.cost, check.cost, rounding, check.faults);
  // Where loads lie outside their bounds the dual may exceed the cost; no cost is below 0.
  check_figure("lower_bound", partition.lower_bound, std::clamp(check.lower_bound, 0.0, check.cost), rounding,
               check.faults);
  check.valid = check.faults.empty();
  return check;
}

}  // namespace equizone
