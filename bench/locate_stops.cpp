// Finds the zone of every stop by equizone::locate(), in the zones of a partition of the same stops, writes
// the labels and prints what locating took as JSON. Options: task.hpp and --out FILE.

#include <cstdio>

#include "equizone/partition/partition.hpp"
#include "equizone/zoning/locate.hpp"
#include "measure.hpp"
#include "task.hpp"

int main(int count, char** given) {
  using namespace equizone;
  const bench::Arguments arguments(count, given);
  const bench::Station station = bench::stops_of(arguments);
  const Partition zones = partition(station.points, station.loads, bench::options_of(arguments));

  Labels labels;
  const bench::Measured taken = bench::measured([&] { labels = locate(zones, station.points); });

  bench::write_labels(labels, arguments.text("--out"));
  std::printf("{");
  bench::print_fields(taken);
  std::printf("}\n");
}
