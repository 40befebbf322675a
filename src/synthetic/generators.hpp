#pragma once
// The generators behind synthetic_station(): each draws one kind of station, from a checked number of stops.

#include <cstdint>

#include "equizone/synthetic/synthetic_station.hpp"

namespace equizone::synthetic {

SyntheticStation campus(Index stops, std::uint64_t seed);
SyntheticStation city(Index stops, std::uint64_t seed);
SyntheticStation published(Index stops, std::uint64_t seed);
SyntheticStation riverside(Index stops, std::uint64_t seed);
SyntheticStation town(Index stops, std::uint64_t seed);
SyntheticStation uniform(Index stops, std::uint64_t seed);
SyntheticStation villages(Index stops, std::uint64_t seed);

}  // namespace equizone::synthetic
