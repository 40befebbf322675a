// A spanning tree of the neighbour graph, cut into as many parts as there are zones.

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "equizone/core/error.hpp"
#include "equizone/core/random.hpp"
#include "methods/hung_tree.hpp"
#include "methods/literature.hpp"

namespace equizone {

namespace {

// Which cut, and how good it is: first by how far loads are off, then by cost.
struct Cut {
  std::size_t place = 0;
  Index zones_below = 0;
  double off = 0.0;
  double cost = 0.0;

  [[nodiscard]] bool better_than(const Cut& other) const {
    return off != other.off ? off < other.off : cost < other.cost;
  }
};

// A tree that is still to be cut, for a range of zones.
struct Part {
  std::vector<std::int32_t> stops;
  std::vector<StopLink> links;  // between places in `stops`
  Index first_zone = 0;
  Index zones = 0;
};

// Sums over the first zones: of 0, 1, ... zones.
struct Sums {
  Values aim;
  Values lower;
  Values upper;

  explicit Sums(const Problem& problem)
      : aim(running(problem.aim)),
        lower(running(problem.bounds.lower)),
        upper(running(problem.bounds.upper)) {}

  static Values running(const Values& values) {
    Values sums = Values::Zero(values.size() + 1);
    for (Index at = 0; at < values.size(); ++at) sums[at + 1] = sums[at] + values[at];
    return sums;
  }
  // How far a load is outside of what these zones hold together.
  [[nodiscard]] double off(double load, Index first, Index zones) const {
    const double most = upper[first + zones] - upper[first];
    const double least = lower[first + zones] - lower[first];
    return std::max({0.0, load - most, least - load});
  }
};

// Of how many zones, the first of a part, the aims come nearest to the load of what hangs below.
Index zones_for(const Share& below, const Part& part, const Sums& sums) {
  const double load = sums.aim[part.first_zone] + below.load;
  const double* begin = sums.aim.data() + part.first_zone;
  const double* end = begin + part.zones + 1;
  const double* next = std::lower_bound(begin, end, load);
  Index zones = next == end ? part.zones : next - begin;
  if (zones > 0 && load - begin[zones - 1] < begin[zones] - load) --zones;
  const auto all = static_cast<Index>(part.stops.size());
  return std::clamp(zones, std::max(Index{1}, part.zones - (all - below.stops)),
                    std::min(part.zones - 1, below.stops));
}

Cut best_cut(const HungTree& tree, const Part& part, const Sums& sums) {
  std::optional<Cut> best;
  for (std::size_t place = 1; place < tree.size(); ++place) {
    const Share rest = tree.rest(place);
    const Share& below = tree.below(place);
    const Index zones = zones_for(below, part, sums);
    const Cut cut{place, zones,
                  sums.off(below.load, part.first_zone, zones) +
                      sums.off(rest.load, part.first_zone + zones, part.zones - zones),
                  below.cost() + rest.cost()};
    if (!best || cut.better_than(*best)) best = cut;
  }
  return *best;
}

// The part below the cut, and the rest.
std::pair<Part, Part> cut_off(const Part& part, const HungTree& tree, const Cut& cut) {
  const std::vector<char> below = tree.is_below(cut.place);
  std::pair<Part, Part> parts;
  parts.first.first_zone = part.first_zone;
  parts.first.zones = cut.zones_below;
  parts.second.first_zone = part.first_zone + cut.zones_below;
  parts.second.zones = part.zones - cut.zones_below;
  std::vector<std::int32_t> place_in(part.stops.size());
  for (std::size_t place = 0; place < part.stops.size(); ++place) {
    std::vector<std::int32_t>& stops = below[place] != 0 ? parts.first.stops : parts.second.stops;
    place_in[place] = static_cast<std::int32_t>(stops.size());
    stops.push_back(part.stops[place]);
  }
  for (const StopLink& link : part.links) {
    const auto from = static_cast<std::size_t>(link.from);
    const auto to = static_cast<std::size_t>(link.to);
    if (below[from] == below[to])
      (below[from] != 0 ? parts.first : parts.second)
          .links.push_back({place_in[from], place_in[to], link.length, link.open});
  }
  return parts;
}

// Cuts tree and parts in two until each part is a zone. O(n) a level.
Labels cut_apart(const Problem& problem, std::vector<StopLink> tree) {
  const Sums sums(problem);
  Labels labels(problem.stops());
  Part whole{{}, std::move(tree), 0, problem.zones()};
  for (Index stop = 0; stop < problem.stops(); ++stop) whole.stops.push_back(static_cast<std::int32_t>(stop));
  std::vector<Part> parts;
  parts.push_back(std::move(whole));
  while (!parts.empty()) {
    const Part part = std::move(parts.back());
    parts.pop_back();
    if (part.zones == 1) {
      for (const std::int32_t stop : part.stops) labels[stop] = static_cast<std::int32_t>(part.first_zone);
      continue;
    }
    const HungTree hung(problem, part.stops, part.links);
    auto [below, rest] = cut_off(part, hung, best_cut(hung, part, sums));
    parts.push_back(std::move(rest));
    parts.push_back(std::move(below));
  }
  return labels;
}

// Two neighbouring zones are joined, spanned by another tree, and cut again where that is best; kept if that
// is better for the two.
class Recutting {
 public:
  Recutting(const Problem& problem, const std::vector<StopLink>& links, Labels labels, std::uint64_t seed)
      : problem_(problem),
        ends_(static_cast<std::size_t>(problem.stops()), links),
        labels_(std::move(labels)),
        members_(static_cast<std::size_t>(problem.zones())),
        loads_(Values::Zero(problem.zones())),
        costs_(Values::Zero(problem.zones())),
        place_(static_cast<std::size_t>(problem.stops()), -1),
        random_(seed) {
    for (Index stop = 0; stop < problem.stops(); ++stop)
      members_[static_cast<std::size_t>(labels_[stop])].push_back(static_cast<std::int32_t>(stop));
    for (Index zone = 0; zone < problem.zones(); ++zone) measure(zone);
  }

  void draw_tree() {
    const Index zone = drawn_zone();
    const std::vector<Index> around = neighbours_of(zone);
    if (around.empty()) return;
    recut(zone, around[drawn(around.size())]);
  }

  [[nodiscard]] const Labels& labels() const { return labels_; }

 private:
  std::size_t drawn(std::size_t count) {
    return std::min(count - 1, static_cast<std::size_t>(random_.uniform() * static_cast<double>(count)));
  }

  // Every other time one whose load is off, if there is any.
  Index drawn_zone() {
    if (random_.uniform() < 0.5) {
      std::vector<Index> off;
      for (Index zone = 0; zone < loads_.size(); ++zone)
        if (problem_.bounds.violation(zone, loads_[zone]) > 0) off.push_back(zone);
      if (!off.empty()) return off[drawn(off.size())];
    }
    return static_cast<Index>(drawn(members_.size()));
  }

  std::vector<Index> neighbours_of(Index zone) const {
    std::vector<Index> around;
    for (const std::int32_t stop : members_[static_cast<std::size_t>(zone)])
      ends_.for_each(stop, [&](const StopLink&, std::int32_t end) {
        if (labels_[end] != zone) around.push_back(labels_[end]);
      });
    std::sort(around.begin(), around.end());
    around.erase(std::unique(around.begin(), around.end()), around.end());
    return around;
  }

  // Links within the two zones, between places in `stops`, in an order that is drawn anew each time: long
  // links may come before short ones, but rarely before much shorter ones.
  std::vector<StopLink> drawn_links(const std::vector<std::int32_t>& stops) {
    std::vector<std::pair<double, StopLink>> drawn;
    for (std::size_t place = 0; place < stops.size(); ++place)
      place_[static_cast<std::size_t>(stops[place])] = static_cast<std::int32_t>(place);
    for (const std::int32_t stop : stops)
      ends_.for_each(stop, [&](const StopLink& link, std::int32_t) {
        if (link.from != stop) return;
        const std::int32_t to = place_[static_cast<std::size_t>(link.to)];
        if (to < 0) return;
        const double key = link.length * (0.3 + random_.uniform()) + (link.open ? 0.0 : 1e3);
        drawn.push_back({key, {place_[static_cast<std::size_t>(stop)], to, link.length, link.open}});
      });
    for (const std::int32_t stop : stops) place_[static_cast<std::size_t>(stop)] = -1;
    std::stable_sort(drawn.begin(), drawn.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<StopLink> links;
    for (const auto& [key, link] : drawn) links.push_back(link);
    return links;
  }

  // Squares, so that two zones that are a little off are better than one that is far off: what is too much
  // flows from zone to zone.
  [[nodiscard]] double off(Index zone, double load) const {
    const double off = problem_.bounds.violation(zone, load);
    return off * off;
  }

  void recut(Index zone, Index other) {
    std::vector<std::int32_t> stops = members_[static_cast<std::size_t>(zone)];
    const std::vector<std::int32_t>& others = members_[static_cast<std::size_t>(other)];
    stops.insert(stops.end(), others.begin(), others.end());
    std::sort(stops.begin(), stops.end());
    const HungTree tree(problem_, stops,
                        spanning_tree_of(static_cast<Index>(stops.size()), drawn_links(stops)));
    Cut best{0, 0, off(zone, loads_[zone]) + off(other, loads_[other]),
             (costs_[zone] + costs_[other]) * (1 - 1e-9)};
    for (std::size_t place = 1; place < tree.size(); ++place) {
      const Share rest = tree.rest(place);
      const Share& below = tree.below(place);
      const double cost = below.cost() + rest.cost();
      for (const bool swapped : {false, true}) {
        const Cut cut{place, swapped ? 1 : 0,
                      off(swapped ? other : zone, below.load) + off(swapped ? zone : other, rest.load), cost};
        if (cut.better_than(best)) best = cut;
      }
    }
    if (best.place == 0) return;
    const std::vector<char> below = tree.is_below(best.place);
    members_[static_cast<std::size_t>(zone)].clear();
    members_[static_cast<std::size_t>(other)].clear();
    for (std::size_t place = 0; place < stops.size(); ++place) {
      const Index to = (below[place] != 0) == (best.zones_below == 0) ? zone : other;
      labels_[stops[place]] = static_cast<std::int32_t>(to);
      members_[static_cast<std::size_t>(to)].push_back(stops[place]);
    }
    measure(zone);
    measure(other);
  }

  void measure(Index zone) {
    Share share;
    for (const std::int32_t stop : members_[static_cast<std::size_t>(zone)]) {
      const double load = problem_.loads[stop];
      const Eigen::Vector2d position = problem_.points.col(stop);
      share += {load, load * position, load * position.squaredNorm(), 1};
    }
    loads_[zone] = share.load;
    costs_[zone] = share.cost();
  }

  const Problem& problem_;
  LinkEnds ends_;
  Labels labels_;
  std::vector<std::vector<std::int32_t>> members_;
  Values loads_;
  Values costs_;
  std::vector<std::int32_t> place_;
  Random random_;
};

Divided divide(const MethodCall& call) {
  const std::vector<StopLink> links = stop_links(call);
  const auto joined =
      std::count_if(links.begin(), links.end(), [](const StopLink& link) { return !link.open; });
  Divided divided;
  divided.zones = call.problem.zones();
  if (joined > 0)
    divided.remark =
        message("the stops' graph has ", joined + 1, " parts; they were joined by their shortest links");
  Labels labels = cut_apart(call.problem, spanning_tree_of(call.problem.stops(), links));
  Recutting recutting(call.problem, links, std::move(labels), call.options.seed);
  const std::int64_t budget = call.budget();
  const GoOn go_on = call.go_on("spanning trees");
  constexpr std::int64_t between_questions = 32;
  for (std::int64_t tree = 1; tree < budget && call.problem.zones() > 1; ++tree) {
    if (tree % between_questions == 0 && !go_on(static_cast<double>(tree) / static_cast<double>(budget)))
      break;
    recutting.draw_tree();
  }
  divided.labels = recutting.labels();
  return divided;
}

}  // namespace

Method spanning_tree() {
  return {
      {.name = "spanning_tree",
       .description = "a least spanning tree of the stops' neighbour graph, cut into zones of equal load",
       .source = "Assuncao, Neves, Camara and Freitas, International Journal of Geographical Information "
                 "Science 20 (2006) 797-811 (SKATER): cuts that make parts most compact; ours are loads, "
                 "of which every part must have its zones' share, and further trees: two neighbouring "
                 "zones are spanned and cut anew, as DeFord, Duchin and Solomon, Harvard Data Science "
                 "Review 3.1 (2021) recombine districts, and kept if that is better",
       .complexity = "O(n log n), O(n) a level of cuts, and O(n/k log(n/k)) a further tree",
       .guarantees = "every zone hangs together in the graph, unless that is in parts: these are joined by "
                     "the shortest links, and the reason says so",
       .budget = {.fast = 500, .standard = 5'000, .thorough = 50'000},
       .parameters = {},
       .follows_graph = true},
      &divide};
}

}  // namespace equizone
