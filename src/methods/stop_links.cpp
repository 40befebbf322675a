#include "methods/stop_links.hpp"

#include <algorithm>
#include <boost/pending/disjoint_sets.hpp>

#include "equizone/barrier/neighbour_graph.hpp"

namespace equizone {

namespace {

// Which stops hang together.
class Parts {
 public:
  explicit Parts(Index stops)
      : rank_(static_cast<std::size_t>(stops)),
        parent_(static_cast<std::size_t>(stops)),
        sets_(rank_.data(), parent_.data()) {
    for (Index stop = 0; stop < stops; ++stop) sets_.make_set(static_cast<std::int32_t>(stop));
  }
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;

  // Whether the link joins two parts; they are one then.
  bool join(const StopLink& link) {
    const std::int32_t from = sets_.find_set(link.from);
    const std::int32_t to = sets_.find_set(link.to);
    if (from == to) return false;
    sets_.link(from, to);
    return true;
  }

 private:
  std::vector<std::int32_t> rank_;
  std::vector<std::int32_t> parent_;
  boost::disjoint_sets<std::int32_t*, std::int32_t*> sets_;
};

std::vector<StopLink> links_of(const StopPairs& pairs, const Points& points, bool open) {
  std::vector<StopLink> links;
  links.reserve(static_cast<std::size_t>(pairs.cols()));
  for (Index pair = 0; pair < pairs.cols(); ++pair) {
    const Index from = pairs(0, pair);
    const Index to = pairs(1, pair);
    if (from != to)
      links.push_back({static_cast<std::int32_t>(from), static_cast<std::int32_t>(to),
                       (points.col(from) - points.col(to)).norm(), open});
  }
  std::stable_sort(links.begin(), links.end(),
                   [](const StopLink& a, const StopLink& b) { return a.length < b.length; });
  return links;
}

}  // namespace

LinkEnds::LinkEnds(std::size_t stops, const std::vector<StopLink>& links)
    : links_(links), first_(stops + 1, 0), numbers_(2 * links.size()) {
  for (const StopLink& link : links) {
    ++first_[static_cast<std::size_t>(link.from) + 1];
    ++first_[static_cast<std::size_t>(link.to) + 1];
  }
  for (std::size_t stop = 0; stop < stops; ++stop) first_[stop + 1] += first_[stop];
  std::vector<std::int32_t> next(first_.begin(), first_.end() - 1);
  for (std::size_t at = 0; at < links.size(); ++at)
    for (const std::int32_t end : {links[at].from, links[at].to})
      numbers_[static_cast<std::size_t>(next[static_cast<std::size_t>(end)]++)] =
          static_cast<std::int32_t>(at);
}

std::vector<StopLink> stop_links(const MethodCall& call) {
  const PartitionOptions& options = call.options;
  const Points& points = call.problem.points;
  if (options.graph) check_pairs(*options.graph, points.cols());
  std::vector<StopLink> links = links_of(
      options.graph ? *options.graph : neighbouring_stops(call.points, options.barriers), points, true);
  Parts parts(points.cols());
  Index joined = 0;
  for (const StopLink& link : links) joined += parts.join(link) ? 1 : 0;
  if (joined + 1 == points.cols()) return links;
  for (const StopLink& link : links_of(neighbouring_stops(call.points), points, false))
    if (parts.join(link)) links.push_back(link);
  return links;
}

std::vector<StopLink> spanning_tree_of(Index stops, const std::vector<StopLink>& links) {
  Parts parts(stops);
  std::vector<StopLink> tree;
  tree.reserve(static_cast<std::size_t>(stops));
  for (const StopLink& link : links)
    if (parts.join(link)) tree.push_back(link);
  return tree;
}

}  // namespace equizone
