// The checker of certificates names what is wrong with its input.

#include <string>

#include "certificates.hpp"
#include "equizone/core/error.hpp"

using namespace equizone;
using namespace equizone::test;

TEST_CASE("bad input of check_certificate names argument, index and value", "[evaluation]") {
  const auto error_of = [](auto&& change) -> std::string {
    Station station = line();
    Partition p = halves();
    change(station, p);
    try {
      (void)checked(station, p);
    } catch (const InputError& error) {
      return error.what();
    }
    return "no error";
  };
  says(error_of([](auto& s, auto&) { s.points = Points(2, 0); }), "points is empty");
  says(error_of([](auto& s, auto&) { s.points(1, 2) = nothing; }), "points[2] has y = nan");
  says(error_of([](auto& s, auto&) { s.loads[1] = -3; }), "loads[1] is -3");
  says(error_of([](auto& s, auto&) { s.loads.setZero(); }), "loads are all zero");
  says(error_of([](auto& s, auto&) { s.loads = Values::Ones(3); }), "loads has 3 entries");
  says(error_of([](auto&, auto& p) { p.labels = Labels{{0, 1}}; }), "labels has 2 entries");
  says(error_of([](auto&, auto& p) { p.labels[3] = 2; }), "labels[3] is 2");
  says(error_of([](auto&, auto& p) { p.labels[0] = -1; }), "labels[0] is -1");
  says(error_of([](auto&, auto& p) { p.centers = Points(2, 0); }), "centers is empty");
  says(error_of([](auto&, auto& p) { p.centers(0, 1) = infinity; }), "centers[1] has x = inf");
  says(error_of([](auto&, auto& p) { p.offsets = Values::Zero(3); }), "offsets has 3 entries");
  says(error_of([](auto&, auto& p) { p.offsets[1] = nothing; }), "offsets[1] is nan");
  says(error_of([](auto&, auto& p) { p.lower = Values::Zero(3); }), "lower has 3 entries");
  says(error_of([](auto&, auto& p) { p.upper = Values::Zero(3); }), "upper has 3 entries");
  says(error_of([](auto&, auto& p) { p.lower[1] = 3; }), "lower[1] is 3 and upper[1] is 2");
  says(error_of([](auto&, auto& p) { p.lower[0] = -1; }), "lower[0] is -1");
  says(error_of([](auto&, auto& p) { p.upper[0] = nothing; }), "upper[0] is nan");
}
