#pragma once
/// \file
/// What the benchmark asks of a program: the stops to divide, and into which zones.

#include "arguments.hpp"
#include "equizone/core/error.hpp"
#include "equizone/core/options.hpp"
#include "stops_file.hpp"

namespace equizone::bench {

/// --file FILE, or --city-stops N --city-seed SEED: a city made on the spot, since files of 10^8 stops are
/// large.
inline Station stops_of(const Arguments& arguments) {
  if (const auto file = arguments.find("--file")) return read_stops(*file);
  return city_station(arguments.whole("--city-stops"),
                      static_cast<std::uint64_t>(arguments.whole("--city-seed")));
}

inline Effort effort_of(const std::string& name) {
  if (name == "fast") return Effort::fast;
  if (name == "default") return Effort::standard;
  if (name == "thorough") return Effort::thorough;
  throw InputError(message("--effort is \"", name, "\"; it must be fast, default or thorough"));
}

/// --zones K, --tolerance SHARE or --upper LOAD, --effort fast|default|thorough, --seed SEED, --threads N.
inline PartitionOptions options_of(const Arguments& arguments) {
  PartitionOptions options;
  options.zones = arguments.whole("--zones");
  if (arguments.find("--tolerance")) options.tolerance = arguments.number("--tolerance");
  if (arguments.find("--upper")) options.upper = Values::Constant(1, arguments.number("--upper"));
  if (const auto effort = arguments.find("--effort")) options.effort = effort_of(*effort);
  if (arguments.find("--seed")) options.seed = static_cast<std::uint64_t>(arguments.whole("--seed"));
  if (arguments.find("--threads")) options.threads = static_cast<int>(arguments.whole("--threads"));
  return options;
}

}  // namespace equizone::bench
