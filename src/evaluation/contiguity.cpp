#include "equizone/evaluation/contiguity.hpp"

#include <utility>

#include "equizone/core/checks.hpp"
#include "evaluation/groups.hpp"

namespace equizone {

namespace {

// For each stop the piece of its zone, and the part of the whole graph, that it lies in: numbers below the
// count of stops.
struct Whereabouts {
  std::vector<std::size_t> piece;
  std::vector<std::size_t> part;
};

// The piece of each zone with most stops; of several the one with the lowest stop.
std::vector<std::size_t> main_pieces(const Labels& labels, const std::vector<std::size_t>& piece,
                                     Index zones) {
  std::vector<Index> stops(piece.size(), 0);
  for (const std::size_t p : piece) ++stops[p];
  constexpr auto unknown = static_cast<std::size_t>(-1);
  std::vector<std::size_t> result(static_cast<std::size_t>(zones), unknown);
  for (std::size_t stop = 0; stop < piece.size(); ++stop) {
    std::size_t& main = result[static_cast<std::size_t>(labels[static_cast<Index>(stop)])];
    if (main == unknown || stops[piece[stop]] > stops[main]) main = piece[stop];
  }
  return result;
}

Contiguity judge(const Labels& labels, const Whereabouts& where) {
  Contiguity result;
  const Index zones = check_zone_count(labels, 0);
  const std::vector<std::size_t> main = main_pieces(labels, where.piece, zones);
  const std::size_t stops = where.piece.size();
  const auto in_main = [&](std::size_t stop) {
    return where.piece[stop] == main[static_cast<std::size_t>(labels[static_cast<Index>(stop)])];
  };

  result.pieces = Labels::Zero(zones);
  std::vector<char> counted(stops, 0), has_main(stops, 0);
  for (std::size_t stop = 0; stop < stops; ++stop) {
    if (in_main(stop)) has_main[where.part[stop]] = 1;
    if (std::exchange(counted[where.piece[stop]], 1) == 0) ++result.pieces[labels[static_cast<Index>(stop)]];
  }
  // What has more than half the stops of a usual zone could hold one.
  std::vector<std::size_t> in_part(stops, 0);
  for (const std::size_t part : where.part) ++in_part[part];
  const auto is_pocket = [&](std::size_t part) {
    return has_main[part] == 0 && 2 * in_part[part] * static_cast<std::size_t>(zones) <= stops;
  };
  for (std::size_t stop = 0; stop < stops; ++stop)
    if (!in_main(stop))
      (is_pocket(where.part[stop]) ? result.enclosed : result.stray).push_back(static_cast<Index>(stop));
  result.contiguous = result.stray.empty();
  return result;
}

}  // namespace

Contiguity is_contiguous(const Points& points, const Labels& labels, const BarrierLines& barriers) {
  check_points(points);
  if (points.cols() == 0) throw InputError("points is empty; give at least one stop");
  check_labels(labels, points.cols(), 0);
  const NeighbourGraph graph = neighbour_graph(points, barriers);
  const Groups groups(graph.sites, Values::Ones(points.cols()), labels);
  Connection pieces = connect(groups, graph.neighbours);
  Connection parts(graph.sites.grid.size());
  for (std::size_t site = 0; site < graph.sites.grid.size(); ++site)
    for (auto at = graph.neighbours.first[site]; at < graph.neighbours.first[site + 1]; ++at)
      parts.union_set(site, static_cast<std::size_t>(graph.neighbours.sites[static_cast<std::size_t>(at)]));

  Whereabouts where;
  for (Index stop = 0; stop < points.cols(); ++stop) {
    const std::int32_t site = graph.sites.of_stop[static_cast<std::size_t>(stop)];
    where.piece.push_back(pieces.find_set(*groups.find(site, labels[stop])));
    where.part.push_back(parts.find_set(static_cast<std::size_t>(site)));
  }
  return judge(labels, where);
}

Contiguity is_contiguous(const Labels& labels, const StopPairs& graph) {
  if (labels.size() == 0) throw InputError("labels is empty; give at least one stop");
  check_labels(labels, labels.size(), 0);
  check_pairs(graph, labels.size());
  const auto stops = static_cast<std::size_t>(labels.size());
  Connection pieces(stops), parts(stops);
  for (Index pair = 0; pair < graph.cols(); ++pair) {
    const auto a = static_cast<std::size_t>(graph(0, pair)), b = static_cast<std::size_t>(graph(1, pair));
    parts.union_set(a, b);
    if (labels[graph(0, pair)] == labels[graph(1, pair)]) pieces.union_set(a, b);
  }
  Whereabouts where;
  for (std::size_t stop = 0; stop < stops; ++stop) {
    where.piece.push_back(pieces.find_set(stop));
    where.part.push_back(parts.find_set(stop));
  }
  return judge(labels, where);
}

}  // namespace equizone
