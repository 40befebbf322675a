// Writes the stops of a synthetic city: make_city --stops N --seed SEED --out FILE

#include "arguments.hpp"
#include "stops_file.hpp"

int main(int count, char** given) {
  using namespace equizone::bench;
  const Arguments arguments(count, given);
  const auto seed = static_cast<std::uint64_t>(arguments.whole("--seed"));
  write_stops(city_station(arguments.whole("--stops"), seed), arguments.text("--out"));
}
