// 840 stops of 10 to 20 minutes each, shared by 30 couriers. Its twin in Python prints the same numbers.
#include <cmath>
#include <cstdio>
#include <equizone/equizone.hpp>

int main() {
  equizone::Points points(2, 840);  // metres, one column per stop
  equizone::Values loads(840);      // minutes of work
  for (int i = 0; i < 840; ++i) {
    points.col(i) << 5000 * std::fmod(0.7548776662466927 * i, 1.0),
        3000 * std::fmod(0.5698402909980532 * i, 1.0);
    loads[i] = 10 + i % 11;
  }

  equizone::PartitionOptions options;
  options.zones = 30;
  options.tolerance = 0.03;
  const equizone::Partition p = equizone::partition(points, loads, options);

  std::printf("stop 0 belongs to zone %d\n", p.labels[0]);
  std::printf("loads: %.0f to %.0f minutes\n", p.zone_loads.minCoeff(), p.zone_loads.maxCoeff());
  std::printf("at most %.1f %% above and %.1f %% below target: %s\n", 100 * p.imbalance, 100 * p.shortfall,
              equizone::to_string(p.status).data());
  std::printf("a new stop at (2500, 1500) belongs to zone %d\n",
              equizone::locate(p, equizone::Points{{2500}, {1500}})[0]);
}
