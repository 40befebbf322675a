// Time per stop of WorkloadModel::minutes().

#include <benchmark/benchmark.h>

#include "equizone/core/random.hpp"
#include "equizone/workload/workload_model.hpp"

namespace {

using namespace equizone;

WorkloadModel station_model() {
  WorkloadModel model;
  model.road = {{"street", 2.5}, {"old town", 4.0}};
  model.customer = {{"house", 1.2, 0.0, 1.0, 0.88}, {"campus", 2.0, 0.5, 1.0, 0.7}};
  model.minutes_per_parcel = 0.8;
  model.minutes_per_kg = 0.05;
  model.scale = 0.75;
  return model;
}

StopFactors random_stops(Index count) {
  Random random(1);
  StopFactors stops;
  stops.stops = count;
  stops.road_category.resize(count);
  stops.customer_category.resize(count);
  stops.parcels.resize(count);
  stops.weight_kg.resize(count);
  for (Index i = 0; i < count; ++i) {
    stops.road_category[i] = random.uniform() < 0.3;
    stops.customer_category[i] = random.uniform() < 0.2;
    stops.parcels[i] = 1 + 9 * random.uniform();
    stops.weight_kg[i] = 10 * random.uniform();
  }
  return stops;
}

void minutes(benchmark::State& state) {
  const WorkloadModel model = station_model();
  const StopFactors stops = random_stops(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(model.minutes(stops).total.data());
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

BENCHMARK(minutes)->ArgName("stops")->Arg(1'000)->Arg(1'000'000)->Unit(benchmark::kMicrosecond);

}  // namespace
