#include "equizone/synthetic/synthetic_station.hpp"

namespace equizone {

const std::vector<PlaceMinutes>& place_minutes() {
  static const std::vector<PlaceMinutes> minutes{
      {"any", 1.0},       {"house", 5.26}, {"apartments", 8.02},
      {"tower", 1.17},    {"shop", 5.24},  {"office", 18.57},
      {"company", 22.29}, {"dorm", 2.82},  {"pickup_point", 156.04},
      {"village", 8.10},  {"farm", 11.10}, {"lonely", 11.10}};
  return minutes;
}

}  // namespace equizone
