// Chunks and stretches of work: each done once, on any number of threads.

#include "equizone/core/parallel.hpp"

#include <stdexcept>
#include <string>
#include <vector>

#include "catch.hpp"
#include "equizone/core/checks.hpp"

using namespace equizone;

TEST_CASE("stretches cover everything once", "[core]") {
  const Index n = GENERATE(0, 1, 9, 10, 11, 1000);
  for (const int threads : {1, 2, 3, 50}) {
    std::vector<int> visits(static_cast<std::size_t>(n), 0);
    bool short_enough = true;
    for_each_stretch(n, 10, threads, [&](Index first, Index last) {
      if (first >= last || last - first > 10 || first % 10 != 0) short_enough = false;
      for (Index at = first; at < last; ++at) ++visits[static_cast<std::size_t>(at)];
    });
    CHECK(short_enough);
    CHECK(visits == std::vector<int>(static_cast<std::size_t>(n), 1));
  }
}

TEST_CASE("of several failures the first in order is reported", "[core]") {
  for (const int threads : {1, 2, 3, 8})
    for (int repeat = 0; repeat < 20; ++repeat) {
      std::string seen;
      try {
        for_each_chunk(1000, threads, [](Index chunk, int) {
          if (chunk >= 7) throw std::runtime_error(std::to_string(chunk));
        });
      } catch (const std::runtime_error& error) {
        seen = error.what();
      }
      CHECK(seen == "7");
    }
}

TEST_CASE("checks name the first bad entry, on any number of threads", "[core]") {
  constexpr Index n = 300'000;
  Points points = Points::Zero(2, n);
  Values loads = Values::Ones(n);
  for (const Index bad : {80'000, 80'001, 150'000, 299'999}) {
    points(1, bad) = 1e16;
    loads[bad] = -1;
  }
  for (const int threads : {1, 2, 3}) {
    std::string about_points;
    std::string about_loads;
    try {
      check_points(points, "places", threads);
    } catch (const InputError& error) {
      about_points = error.what();
    }
    try {
      check_loads(loads, n, threads);
    } catch (const InputError& error) {
      about_loads = error.what();
    }
    CHECK(about_points.starts_with("places[80000] has y"));
    CHECK(about_loads.starts_with("loads[80000] is -1"));
  }
}
