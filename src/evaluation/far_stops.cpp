#include "equizone/evaluation/far_stops.hpp"

#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/geometry/strategies/strategies.hpp>
#include <cmath>
#include <utility>

#include "equizone/core/checks.hpp"

namespace equizone {

std::vector<Index> far_stops(const Points& points, const Labels& labels, const Points& centers,
                             double factor) {
  namespace bgi = boost::geometry::index;
  using Place = boost::geometry::model::d2::point_xy<double>;
  using Entry = std::pair<Place, Index>;
  check_points(points);
  check_labels(labels, points.cols(), centers.cols());
  if (!(factor > 1 && std::isfinite(factor)))
    throw InputError(message("factor is ", factor, "; it must be finite and > 1"));
  std::vector<Entry> entries;
  for (Index zone = 0; zone < centers.cols(); ++zone)
    if (centers.col(zone).allFinite()) entries.emplace_back(Place(centers(0, zone), centers(1, zone)), zone);
  const bgi::rtree<Entry, bgi::quadratic<16>> index(entries);

  std::vector<Index> result;
  for (Index stop = 0; stop < points.cols(); ++stop) {
    const Index own = labels[stop];
    const double distance = (points.col(stop) - centers.col(own)).norm();
    const auto nearest = index.qbegin(bgi::nearest(Place(points(0, stop), points(1, stop)), 1));
    if (nearest == index.qend() || nearest->second == own) continue;
    if (distance >= factor * (points.col(stop) - centers.col(nearest->second)).norm()) result.push_back(stop);
  }
  return result;
}

}  // namespace equizone
