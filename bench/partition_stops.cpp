// Divides stops by equizone::partition(), writes the labels and prints what the call took as JSON. Options:
// task.hpp and --out FILE (no labels are written without it).

#include <cstdio>

#include "equizone/partition/partition.hpp"
#include "measure.hpp"
#include "task.hpp"

int main(int count, char** given) {
  using namespace equizone;
  const bench::Arguments arguments(count, given);
  const bench::Station station = bench::stops_of(arguments);
  const PartitionOptions options = bench::options_of(arguments);

  Partition result;
  const bench::Measured taken =
      bench::measured([&] { result = partition(station.points, station.loads, options); });

  if (const auto out = arguments.find("--out")) bench::write_labels(result.labels, *out);
  std::printf("{");
  bench::print_fields(taken);
  std::printf(
      ", \"status\": \"%s\", \"imbalance\": %.9g, \"shortfall\": %.9g, \"cost\": %.17g, \"lower_bound\": "
      "%.17g}\n",
      to_string(result.status).data(), result.imbalance, result.shortfall, result.cost, result.lower_bound);
}
