#include "stops_file.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace equizone::bench {
namespace {

// Records pass through a small buffer, so that a file is never in memory beside its stops.
constexpr Index records_at_once = 1 << 16;

using Records = Eigen::Matrix3Xd;

template <class Matrix>
void write(std::ofstream& out, const Matrix& values) {
  out.write(
      reinterpret_cast<const char*>(values.data()),
      static_cast<std::streamsize>(values.size() * static_cast<Index>(sizeof(typename Matrix::Scalar))));
}

void require(bool worked, const char* what, const std::string& file) {
  if (!worked) throw std::runtime_error(what + (" " + file));
}

}  // namespace

Station read_stops(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  require(in.good(), "cannot read", file);
  const auto count = static_cast<Index>(std::filesystem::file_size(file) / (3 * sizeof(double)));
  Station station{Points(2, count), Values(count)};
  Records records(3, std::min(count, records_at_once));
  for (Index done = 0; done < count; done += records_at_once) {
    const Index part = std::min(records_at_once, count - done);
    in.read(reinterpret_cast<char*>(records.data()),
            static_cast<std::streamsize>(part * 3 * static_cast<Index>(sizeof(double))));
    require(in.good(), "cannot read", file);
    station.points.middleCols(done, part) = records.topLeftCorner(2, part);
    station.loads.segment(done, part) = records.row(2).head(part);
  }
  return station;
}

void write_stops(const Station& station, const std::string& file) {
  std::ofstream out(file, std::ios::binary);
  const Index count = station.loads.size();
  for (Index done = 0; done < count; done += records_at_once) {
    const Index part = std::min(records_at_once, count - done);
    Records records(3, part);
    records << station.points.middleCols(done, part), station.loads.segment(done, part).transpose();
    write(out, records);
  }
  require(out.flush().good(), "cannot write", file);
}

void write_labels(const Labels& labels, const std::string& file) {
  std::ofstream out(file, std::ios::binary);
  write(out, labels);
  require(out.flush().good(), "cannot write", file);
}

}  // namespace equizone::bench
