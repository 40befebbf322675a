// Writes the stops of a synthetic city: make_city --stops N --seed SEED --out FILE

#include "arguments.hpp"
#include "city.hpp"
#include "stops_file.hpp"

int main(int count, char** given) {
  using namespace equizone::bench;
  const Arguments arguments(count, given);
  const City city(static_cast<std::uint64_t>(arguments.whole("--seed")));
  write_stops(city.stops(arguments.whole("--stops")), arguments.text("--out"));
}
