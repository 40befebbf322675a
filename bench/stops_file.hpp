#pragma once
/// \file
/// The files between the benchmark and its programs: stops as float64 x, y, load, one after the other; labels
/// as int32.

#include <string>

#include "equizone/core/types.hpp"
#include "stations.hpp"

namespace equizone::bench {

/// \throws std::runtime_error if the file cannot be read
[[nodiscard]] Station read_stops(const std::string& file);

/// \throws std::runtime_error if the file cannot be written
void write_stops(const Station& station, const std::string& file);

/// \throws std::runtime_error if the file cannot be written
void write_labels(const Labels& labels, const std::string& file);

}  // namespace equizone::bench
