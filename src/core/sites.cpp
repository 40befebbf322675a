#include "equizone/core/sites.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/z_order.hpp"

namespace equizone {

namespace {

// A stop and how far along the Z-curve it lies.
struct CodedStop {
  std::uint64_t code;
  std::int32_t stop;
  friend auto operator<=>(const CodedStop&, const CodedStop&) = default;
};

using CodedStops = std::vector<CodedStop>;

constexpr int digit_bits = 11;
constexpr int digits = 3;
constexpr std::size_t radix = std::size_t{1} << digit_bits;
constexpr int bits_below = z_code_bits - digits * digit_bits;

std::size_t digit(std::uint64_t code, int which) {
  return (code >> (bits_below + which * digit_bits)) % radix;
}

// Orders by the leading digits, from the last of them to the first; each pass keeps the order of equals.
void sort_by_digits(CodedStops& stops) {
  std::array<std::array<std::uint32_t, radix>, digits> place{};
  for (const CodedStop& stop : stops)
    for (int which = 0; which < digits; ++which)
      ++place[static_cast<std::size_t>(which)][digit(stop.code, which)];
  CodedStops sorted(stops.size());
  for (int which = 0; which < digits; ++which) {
    auto& next = place[static_cast<std::size_t>(which)];
    std::uint32_t begin = 0;
    for (std::uint32_t& count : next) begin += std::exchange(count, begin);
    for (const CodedStop& stop : stops) sorted[next[digit(stop.code, which)]++] = stop;
    stops.swap(sorted);
  }
}

// Few stops agree in the leading digits (to 0.6 m in a city of 27 km) and not in all others.
void sort_by_code(CodedStops& stops) {
  constexpr std::size_t few = 256;  // counting digits would take longer than sorting
  if (stops.size() < few) return std::sort(stops.begin(), stops.end());
  sort_by_digits(stops);
  for (auto run = stops.begin(); run != stops.end();) {
    const auto leading = run->code >> bits_below;
    const auto end =
        std::find_if(run, stops.end(), [&](const CodedStop& s) { return s.code >> bits_below != leading; });
    if (end - run > 1) std::sort(run, end);
    run = end;
  }
}

// Chooses the grid: the middle of the bounding box, and 2^28 cells along its longer side.
void lay_grid(Sites& sites, const Points& points) {
  // Halves before sums: coordinates near the largest double must not overflow.
  const Eigen::Vector2d low = points.rowwise().minCoeff();
  const Eigen::Vector2d high = points.rowwise().maxCoeff();
  sites.origin = low / 2 + high / 2;
  // From the origin as it was rounded: far from zero it is not quite in the middle.
  const double extent = std::max((high - sites.origin).maxCoeff(), (sites.origin - low).maxCoeff());
  sites.cell_m = extent > 0 ? extent / grid_reach : 1.0;
  if (!(sites.cell_m > 0)) sites.cell_m = 1.0;
}

CodedStops code(const Sites& grid, const Points& points) {
  constexpr double rounding = grid_reach + 0.5;  // above zero, a cast to an integer rounds down
  CodedStops stops(static_cast<std::size_t>(points.cols()));
  for (std::int32_t stop = 0; stop < points.cols(); ++stop) {
    const Eigen::Vector2d steps = (points.col(stop) - grid.origin) / grid.cell_m;
    stops[static_cast<std::size_t>(stop)] = {
        z_code({static_cast<std::int32_t>(steps.x() + rounding) - grid_reach,
                static_cast<std::int32_t>(steps.y() + rounding) - grid_reach}),
        stop};
  }
  return stops;
}

}  // namespace

Sites find_sites(const Points& points) {
  Sites sites;
  sites.first.push_back(0);
  if (points.cols() == 0) return sites;
  lay_grid(sites, points);
  CodedStops sorted = code(sites, points);
  sort_by_code(sorted);

  const auto starts_site = [&](std::size_t at) { return at == 0 || sorted[at].code != sorted[at - 1].code; };
  std::size_t count = 0;
  for (std::size_t at = 0; at < sorted.size(); ++at)
    if (starts_site(at)) ++count;
  sites.grid.reserve(count);
  sites.first.reserve(count + 1);
  sites.stops.reserve(sorted.size());
  sites.of_stop.resize(sorted.size());
  for (std::size_t at = 0; at < sorted.size(); ++at) {
    if (starts_site(at)) {
      if (at > 0) sites.first.push_back(static_cast<std::int32_t>(at));
      sites.grid.push_back(z_point(sorted[at].code));
    }
    sites.stops.push_back(sorted[at].stop);
    sites.of_stop[static_cast<std::size_t>(sorted[at].stop)] =
        static_cast<std::int32_t>(sites.grid.size()) - 1;
  }
  sites.first.push_back(static_cast<std::int32_t>(sorted.size()));
  return sites;
}

}  // namespace equizone
