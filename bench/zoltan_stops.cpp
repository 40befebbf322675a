// Divides stops by Zoltan on one rank, writes the labels and prints what the call took as JSON.
//   --file FILE --zones K --imbalance-tolerance 1.03 --method RCB|HSFC --out FILE

#include <mpi.h>
#include <zoltan_cpp.h>

#include <cstdio>
#include <stdexcept>

#include "arguments.hpp"
#include "measure.hpp"
#include "stops_file.hpp"

namespace {

using equizone::bench::Station;

const Station& stops(void* data) { return *static_cast<const Station*>(data); }

int count_stops(void* data, int* error) {
  *error = ZOLTAN_OK;
  return static_cast<int>(stops(data).loads.size());
}

void list_stops(void* data, int, int, ZOLTAN_ID_PTR ids, ZOLTAN_ID_PTR, int, float* loads, int* error) {
  *error = ZOLTAN_OK;
  const Station& station = stops(data);
  for (equizone::Index i = 0; i < station.loads.size(); ++i) {
    ids[i] = static_cast<ZOLTAN_ID_TYPE>(i);
    loads[i] = static_cast<float>(station.loads[i]);
  }
}

int count_dimensions(void*, int* error) {
  *error = ZOLTAN_OK;
  return 2;
}

void list_places(void* data, int, int, int count, ZOLTAN_ID_PTR ids, ZOLTAN_ID_PTR, int, double* places,
                 int* error) {
  *error = ZOLTAN_OK;
  const Station& station = stops(data);
  for (int i = 0; i < count; ++i) {
    const auto stop = static_cast<equizone::Index>(ids[i]);
    places[2 * i] = station.points(0, stop);
    places[2 * i + 1] = station.points(1, stop);
  }
}

// The lists of Zoltan's answer: with RETURN_LISTS = PARTS, the exports name every stop and its part.
struct Answer {
  int changes, gid_entries, lid_entries, imports, exports;
  ZOLTAN_ID_PTR import_gids, import_lids, export_gids, export_lids;
  int *import_ranks, *import_parts, *export_ranks, *export_parts;
};

void set_up(Zoltan& zoltan, Station& station, const equizone::bench::Arguments& arguments) {
  zoltan.Set_Param("LB_METHOD", arguments.text("--method"));
  zoltan.Set_Param("NUM_GLOBAL_PARTS", arguments.text("--zones"));
  zoltan.Set_Param("IMBALANCE_TOL", arguments.text("--imbalance-tolerance"));
  zoltan.Set_Param("RETURN_LISTS", "PARTS");
  zoltan.Set_Param("OBJ_WEIGHT_DIM", "1");
  zoltan.Set_Param("NUM_GID_ENTRIES", "1");
  zoltan.Set_Param("NUM_LID_ENTRIES", "0");
  zoltan.Set_Param("DEBUG_LEVEL", "0");
  zoltan.Set_Num_Obj_Fn(count_stops, &station);
  zoltan.Set_Obj_List_Fn(list_stops, &station);
  zoltan.Set_Num_Geom_Fn(count_dimensions, &station);
  zoltan.Set_Geom_Multi_Fn(list_places, &station);
}

equizone::Labels labels_of(const Answer& answer, equizone::Index stops) {
  if (answer.exports != stops) throw std::runtime_error("Zoltan did not name the part of every stop");
  equizone::Labels labels(stops);
  for (int i = 0; i < answer.exports; ++i) {
    labels[static_cast<equizone::Index>(answer.export_gids[i])] = answer.export_parts[i];
  }
  return labels;
}

void divide(const equizone::bench::Arguments& arguments) {
  using namespace equizone::bench;
  Station station = read_stops(arguments.text("--file"));
  Zoltan zoltan(MPI_COMM_WORLD);
  set_up(zoltan, station, arguments);

  Answer a{};
  int error = ZOLTAN_OK;
  const Measured taken = measured([&] {
    error = zoltan.LB_Partition(a.changes, a.gid_entries, a.lid_entries, a.imports, a.import_gids,
                                a.import_lids, a.import_ranks, a.import_parts, a.exports, a.export_gids,
                                a.export_lids, a.export_ranks, a.export_parts);
  });
  if (error != ZOLTAN_OK) throw std::runtime_error("Zoltan failed with code " + std::to_string(error));

  write_labels(labels_of(a, station.loads.size()), arguments.text("--out"));
  std::printf("{");
  print_fields(taken);
  std::printf("}\n");
}

}  // namespace

int main(int count, char** given) {
  MPI_Init(&count, &given);
  float version = 0;
  Zoltan_Initialize(count, given, &version);
  divide(equizone::bench::Arguments(count, given));
  MPI_Finalize();
}
