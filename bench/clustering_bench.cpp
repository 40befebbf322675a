// Time of a pass of all stops over a power diagram, against stops and against zones, beside comparing each
// stop with each center; of the tree that makes the difference; and of locate(), which sorts, builds the tree
// and passes once.

#include <benchmark/benchmark.h>

#include <cmath>

#include "equizone/zoning/locate.hpp"
#include "prepared_station.hpp"

namespace {

using namespace equizone;
using bench::city_station;
using bench::prepared_city;
using bench::PreparedStation;

constexpr double band = 0.03;  // in which border loads are summed

PreparedStation& city_of(const benchmark::State& state) {
  return prepared_city(state.range(0), state.range(1));
}

void count_stops(benchmark::State& state) { state.SetItemsProcessed(state.iterations() * state.range(0)); }

void build_tree(benchmark::State& state) {
  const PreparedStation& city = city_of(state);
  for (auto _ : state) benchmark::DoNotOptimize(BlockTree(city.stops).levels());
  count_stops(state);
  state.SetComplexityN(state.range(0));
}

void run_pass(benchmark::State& state, double band_asked) {
  PreparedStation& city = city_of(state);
  const PowerDiagram diagram = city.first_diagram();
  PassResult result;
  for (auto _ : state) {
    city.pass.run(diagram, band_asked, result);
    benchmark::DoNotOptimize(result.zones.data());
  }
  count_stops(state);
}

void sums_by_stops(benchmark::State& state) {
  run_pass(state, 0.0);
  state.SetComplexityN(state.range(0));
}

void sums_by_zones(benchmark::State& state) {
  run_pass(state, 0.0);
  state.SetComplexityN(state.range(1));
}

void borders_by_stops(benchmark::State& state) {
  run_pass(state, band);
  state.SetComplexityN(state.range(0));
}

void labels(benchmark::State& state) {
  PreparedStation& city = city_of(state);
  const PowerDiagram diagram = city.first_diagram();
  PassResult result;
  Labels found;
  for (auto _ : state) {
    city.pass.label(diagram, found, result);
    benchmark::DoNotOptimize(found.data());
  }
  count_stops(state);
  state.SetComplexityN(state.range(0));
}

void brute_force(benchmark::State& state) {
  const PreparedStation& city = city_of(state);
  const Points& points = city.problem.points;
  const PowerDiagram diagram = city.first_diagram();
  // |x - c|^2 - u less the |x|^2 that all zones share.
  const Values constant = diagram.centers.colwise().squaredNorm().transpose() - diagram.offsets;
  const Eigen::Matrix<double, Eigen::Dynamic, 2> slope = -2 * diagram.centers.transpose();
  Values power(constant.size());
  Labels found(points.cols());
  for (auto _ : state) {
    for (Index stop = 0; stop < points.cols(); ++stop) {
      Index zone = 0;
      power.noalias() = constant + slope.col(0) * points(0, stop) + slope.col(1) * points(1, stop);
      power.minCoeff(&zone);
      found[stop] = static_cast<std::int32_t>(zone);
    }
    benchmark::DoNotOptimize(found.data());
  }
  count_stops(state);
  state.SetComplexityN(state.range(0) * state.range(1));
}

void locate_stops(benchmark::State& state) {
  Partition zones;
  zones.centers = city_of(state).problem.to_metres(city_of(state).first_diagram().centers);
  zones.offsets = Values::Zero(zones.centers.cols());
  const Points& points = city_station(state.range(0)).points;
  for (auto _ : state) benchmark::DoNotOptimize(locate(zones, points).data());
  count_stops(state);
  state.SetComplexityN(state.range(0));
}

void by_stops(benchmark::internal::Benchmark* bench) {
  bench->ArgNames({"stops", "zones"})->Unit(benchmark::kMicrosecond);
  for (const Index stops : {10'000, 100'000, 1'000'000}) bench->Args({stops, 1000});
}

void by_zones(benchmark::internal::Benchmark* bench) {
  bench->ArgNames({"stops", "zones"})->Unit(benchmark::kMicrosecond);
  for (const Index zones : {16, 64, 256, 1024, 4096}) bench->Args({1'000'000, zones});
}

// As the length of all borders grows, with the number of stops on a unit of it, or of zones.
double square_root(benchmark::IterationCount n) { return std::sqrt(static_cast<double>(n)); }

BENCHMARK(build_tree)->Apply(by_stops)->Complexity(benchmark::oN);
BENCHMARK(sums_by_stops)->Apply(by_stops)->Complexity(square_root);
BENCHMARK(borders_by_stops)->Apply(by_stops)->Complexity(square_root);
BENCHMARK(labels)->Apply(by_stops)->Complexity(benchmark::oN);
BENCHMARK(locate_stops)->Apply(by_stops)->Complexity(benchmark::oN);
BENCHMARK(sums_by_zones)->Apply(by_zones)->Complexity(square_root);
BENCHMARK(brute_force)
    ->ArgNames({"stops", "zones"})
    ->Args({10'000, 100})
    ->Args({10'000, 1000})
    ->Args({100'000, 1000})
    ->Complexity(benchmark::oN)
    ->Unit(benchmark::kMicrosecond);

}  // namespace
