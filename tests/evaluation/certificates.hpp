#pragma once
// What the tests of certificates share: a small partition, and how it is checked.

#include <limits>
#include <string>

#include "catch.hpp"
#include "equizone/evaluation/certificate.hpp"
#include "properties/stations.hpp"

namespace equizone::test {

inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr double nothing = std::numeric_limits<double>::quiet_NaN();  // no figure is claimed

inline CertificateCheck checked(const Station& station, const Partition& p) {
  return check_certificate(station.points, station.loads, p);
}

inline void says(const std::string& text, const std::string& part) {
  INFO(text);
  CHECK(text.find(part) != std::string::npos);
}

// Four stops on a line, two zones; centers at 1 and 9 are the load centroids.
inline Station line() { return {Points{{0, 2, 8, 10}, {0, 0, 0, 0}}, Values::Ones(4)}; }

inline Partition halves() {
  Partition p;
  p.labels = Labels{{0, 0, 1, 1}};
  p.centers = Points{{1, 9}, {0, 0}};
  p.offsets = Values::Zero(2);
  p.lower = p.upper = Values::Constant(2, 2.0);
  p.cost = p.lower_bound = 4;
  return p;
}

}  // namespace equizone::test
