// A program outside the tree: reads stops, partitions them, writes the result, all as raw arrays.
//   consumer INPUT OUTPUT STOPS ZONES TOLERANCE SEED
// INPUT: float64 positions of the stops, then their loads. OUTPUT: int32 labels, then float64 centers and
// offsets.

#include <cstdlib>
#include <equizone/equizone.hpp>
#include <fstream>
#include <string>

template <class Array>
std::streamsize bytes(const Array& array) {
  return array.size() * static_cast<std::streamsize>(sizeof(typename Array::Scalar));
}

template <class Array>
void read(std::ifstream& file, Array& array) {
  file.read(reinterpret_cast<char*>(array.data()), bytes(array));
}

template <class Array>
void write(std::ofstream& file, const Array& array) {
  file.write(reinterpret_cast<const char*>(array.data()), bytes(array));
}

int main(int argc, char** argv) {
  if (argc != 7) return EXIT_FAILURE;
  const Eigen::Index stops = std::stol(argv[3]);
  equizone::Points points(2, stops);
  equizone::Values loads(stops);
  std::ifstream input(argv[1], std::ios::binary);
  read(input, points);
  read(input, loads);

  equizone::PartitionOptions options;
  options.zones = std::stol(argv[4]);
  options.tolerance = std::stod(argv[5]);
  options.seed = std::stoull(argv[6]);
  const equizone::Partition partition = equizone::partition(points, loads, options);

  std::ofstream output(argv[2], std::ios::binary);
  write(output, partition.labels);
  write(output, partition.centers);
  write(output, partition.offsets);
  return input && output ? EXIT_SUCCESS : EXIT_FAILURE;
}
