#pragma once
/// \file
/// One pass of all stops over a power diagram, at the cost of its borders.

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <vector>

#include "equizone/clustering/block_tree.hpp"
#include "equizone/clustering/border_loads.hpp"
#include "equizone/clustering/candidates.hpp"
#include "equizone/clustering/power_diagram.hpp"
#include "equizone/core/parallel.hpp"
#include "equizone/core/types.hpp"

namespace equizone {

/// What a pass found.
struct PassResult {
  std::vector<Sums> zones;          ///< per zone
  std::vector<BorderLoad> borders;  ///< sorted by (a, b); only if asked for
};

/// Assigns the stops of a BlockTree to a power diagram: the tree is walked with a shrinking list of candidate
/// zones, and a block with one candidate left is added whole. Cost: about the number of stops in blocks that
/// a border crosses, plus O(k log k). Nothing is allocated once a pass has run. Results do not depend on the
/// number of threads.
class PowerPass {
 public:
  PowerPass(const BlockTree& tree, int threads)
      : tree_(tree),
        chunk_level_(std::min<Index>(4, tree.levels() - 1)),
        list_level_(std::min<Index>(chunk_level_ + 1, tree.levels() - 1)),
        threads_(static_cast<int>(std::min<Index>(threads, tree.blocks(chunk_level_)))),
        workers_(static_cast<std::size_t>(threads_)),
        found_(static_cast<std::size_t>(tree.blocks(chunk_level_))) {}

  [[nodiscard]] const BlockTree& tree() const { return tree_; }

  /// Sums per zone; with `band` > 0, also the load along each border: that of the stops whose power distances
  /// to their zone j and to the runner-up l differ by at most band * |c_j - c_l|^2. Exact for two zones;
  /// where three meet, a stop may count at the border with the third.
  void run(const PowerDiagram& diagram, double band, PassResult& result) {
    pass(diagram, band, nullptr, result);
  }

  /// As run(), and the label of each stop (in the caller's order).
  void label(const PowerDiagram& diagram, Labels& labels, PassResult& result) {
    labels.resize(tree_.stops());
    pass(diagram, 0.0, labels.data(), result);
  }

 private:
  static constexpr std::size_t size = BlockTree::block_size;
  using BlockValues = std::array<double, size>;

  struct ZoneSums {
    std::int32_t zone;
    Sums sums;
  };
  // What a chunk of the tree contributes; merged in the order of the chunks.
  struct ChunkResult {
    std::vector<ZoneSums> zones;
    std::vector<BorderLoad> borders;
  };
  // One thread's scratch memory, empty between chunks.
  struct Worker {
    std::vector<Sums> sums;
    std::vector<char> seen;
    std::vector<std::int32_t> touched;
    Candidates candidates;
    std::vector<BlockValues> values;  // of each candidate at the stops of a block
    BorderTable borders;
  };
  struct BlockStops {
    BlockValues x, y, load, inner;
  };
  // The least and the second least of the candidates' values at each stop of a block.
  struct Nearest {
    BlockValues least;
    BlockValues second;
  };

  void pass(const PowerDiagram& diagram, double band, std::int32_t* labels, PassResult& result) {
    band_ = band;
    prepare(diagram);
    for_each_chunk(tree_.blocks(chunk_level_), threads_, [&](Index chunk, int thread) {
      const auto at = static_cast<std::size_t>(chunk);
      Worker& worker = workers_[static_cast<std::size_t>(thread)];
      const auto list = static_cast<std::size_t>(chunk >> 2 * (list_level_ - chunk_level_));
      worker.candidates.start(lists_, list_first_[list], list_first_[list + 1]);
      walk(worker, chunk_level_, chunk, 0, labels);
      end_chunk(worker, found_[at]);
    });
    merge(diagram.zones(), result);
  }

  // Candidates above the chunks, found from the root down.
  void prepare(const PowerDiagram& diagram) {
    const auto k = static_cast<std::size_t>(diagram.zones());
    for (Worker& worker : workers_) {
      worker.sums.assign(k, {});
      worker.seen.assign(k, 0);
    }
    lists_.shrink_to(0);
    list_first_.assign(1, 0);
    upper_.start(diagram);
    find_candidates(tree_.levels() - 1, 0, 0);
  }

  void find_candidates(Index level, Index at, std::size_t first) {
    const std::size_t end = upper_.size();
    upper_.push_possible(tree_.block(level, at), band_, first, end);
    if (level == list_level_) {
      lists_.append(upper_, end, upper_.size());
      list_first_.push_back(lists_.size());
    } else {
      const Index last = std::min(tree_.blocks(level - 1), (at + 1) * BlockTree::fan_out);
      for (Index child = at * BlockTree::fan_out; child < last; ++child)
        find_candidates(level - 1, child, end);
    }
    upper_.shrink_to(end);
  }

  // Candidates of the block above are those from `first` to the top of the stack.
  void walk(Worker& worker, Index level, Index at, std::size_t first, std::int32_t* labels) const {
    Candidates& candidates = worker.candidates;
    const std::size_t end = candidates.size();
    candidates.push_possible(tree_.block(level, at), band_, first, end);
    if (candidates.size() - end == 1) {
      add_whole(worker, level, at, candidates.zone(end), labels);
    } else if (level == 0) {
      place_stops(worker, at, end, labels);
    } else {
      const Index last = std::min(tree_.blocks(level - 1), (at + 1) * BlockTree::fan_out);
      for (Index child = at * BlockTree::fan_out; child < last; ++child)
        walk(worker, level - 1, child, end, labels);
    }
    candidates.shrink_to(end);
  }

  static void add(Worker& worker, std::int32_t zone, const Sums& sums) {
    const auto at = static_cast<std::size_t>(zone);
    if (worker.seen[at] == 0) {
      worker.seen[at] = 1;
      worker.touched.push_back(zone);
    }
    worker.sums[at] += sums;
  }

  void add_whole(Worker& worker, Index level, Index at, std::int32_t zone, std::int32_t* labels) const {
    add(worker, zone, tree_.block(level, at).sums);
    if (labels == nullptr) return;
    const std::vector<std::int32_t>& order = tree_.sorted().order;
    for (Index i = tree_.begin(level, at); i < tree_.end(level, at); ++i)
      labels[order[static_cast<std::size_t>(i)]] = zone;
  }

  void place_stops(Worker& worker, Index at, std::size_t first, std::int32_t* labels) const {
    const Candidates& candidates = worker.candidates;
    const auto begin = static_cast<std::size_t>(tree_.begin(0, at));
    const auto count = static_cast<std::size_t>(tree_.end(0, at)) - begin;
    const BlockStops stops = read_block(begin, count);
    const Nearest nearest = find_nearest(worker, first, stops);
    BlockValues unplaced;
    unplaced.fill(1);
    for (std::size_t c = first; c < candidates.size(); ++c)
      if (const Sums sums = take_won(stops, worker.values[c - first], nearest, unplaced); sums.load > 0)
        add(worker, candidates.zone(c), sums);
    if (labels != nullptr)
      for (std::size_t i = 0; i < count; ++i)
        labels[tree_.sorted().order[begin + i]] = candidates.zone(first + winner(worker, nearest, i));
    if (band_ > 0) add_borders(worker, first, stops, nearest);
  }

  // Stops beyond the last one of all have no load.
  [[nodiscard]] BlockStops read_block(std::size_t begin, std::size_t count) const {
    const SortedStops& sorted = tree_.sorted();
    BlockStops stops;
    if (count == size) {
      std::copy_n(sorted.x.begin() + static_cast<std::ptrdiff_t>(begin), size, stops.x.begin());
      std::copy_n(sorted.y.begin() + static_cast<std::ptrdiff_t>(begin), size, stops.y.begin());
      std::copy_n(sorted.load.begin() + static_cast<std::ptrdiff_t>(begin), size, stops.load.begin());
    } else {
      stops.x.fill(sorted.x[begin]);
      stops.y.fill(sorted.y[begin]);
      stops.load.fill(0);
      std::copy_n(sorted.x.begin() + static_cast<std::ptrdiff_t>(begin), count, stops.x.begin());
      std::copy_n(sorted.y.begin() + static_cast<std::ptrdiff_t>(begin), count, stops.y.begin());
      std::copy_n(sorted.load.begin() + static_cast<std::ptrdiff_t>(begin), count, stops.load.begin());
    }
    if (sorted.inner.empty())
      stops.inner.fill(0);
    else
      for (std::size_t i = 0; i < size; ++i) stops.inner[i] = i < count ? sorted.inner[begin + i] : 0.0;
    return stops;
  }

  static Nearest find_nearest(Worker& worker, std::size_t first, const BlockStops& stops) {
    const Candidates& candidates = worker.candidates;
    if (worker.values.size() < candidates.size() - first) worker.values.resize(candidates.size() - first);
    Nearest nearest;
    nearest.least.fill(std::numeric_limits<double>::infinity());
    nearest.second.fill(std::numeric_limits<double>::infinity());
    for (std::size_t c = first; c < candidates.size(); ++c) {
      const double a = candidates.a(c);
      const double bx = candidates.bx(c);
      const double by = candidates.by(c);
      BlockValues values;
      for (std::size_t i = 0; i < size; ++i) {
        values[i] = a + bx * stops.x[i] + by * stops.y[i];
        nearest.second[i] = std::min(nearest.second[i], std::max(nearest.least[i], values[i]));
        nearest.least[i] = std::min(nearest.least[i], values[i]);
      }
      worker.values[c - first] = values;
    }
    return nearest;
  }

  // The sums of the stops that a candidate wins and no earlier one has taken (ties go to the lower zone). In
  // four lanes: they run in vector registers, and are added up in the same order on every machine.
  static Sums take_won(const BlockStops& stops, const BlockValues& values, const Nearest& nearest,
                       BlockValues& unplaced) {
    constexpr std::size_t lanes = 4;
    std::array<double, lanes> load{};
    std::array<double, lanes> x{};
    std::array<double, lanes> y{};
    std::array<double, lanes> square{};
    BlockValues won;
    for (std::size_t i = 0; i < size; ++i) won[i] = values[i] == nearest.least[i] ? unplaced[i] : 0.0;
    for (std::size_t i = 0; i < size; ++i) unplaced[i] -= won[i];
    for (std::size_t i = 0; i < size; i += lanes)
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        const std::size_t at = i + lane;
        const double w = won[at] * stops.load[at];
        load[lane] += w;
        x[lane] += w * stops.x[at];
        y[lane] += w * stops.y[at];
        square[lane] +=
            w * (stops.x[at] * stops.x[at] + stops.y[at] * stops.y[at]) + won[at] * stops.inner[at];
      }
    const auto sum = [](const std::array<double, lanes>& v) { return (v[0] + v[1]) + (v[2] + v[3]); };
    return {sum(load), sum(x), sum(y), sum(square)};
  }

  // The first candidate with the least value at a stop of the block.
  static std::size_t winner(const Worker& worker, const Nearest& nearest, std::size_t stop) {
    std::size_t c = 0;
    while (worker.values[c][stop] != nearest.least[stop]) ++c;
    return c;
  }

  // The first candidate but the winner with the second least value.
  static std::size_t runner_up(const Worker& worker, const Nearest& nearest, std::size_t stop,
                               std::size_t winner) {
    std::size_t c = 0;
    while (c == winner || worker.values[c][stop] != nearest.second[stop]) ++c;
    return c;
  }

  void add_borders(Worker& worker, std::size_t first, const BlockStops& stops, const Nearest& nearest) const {
    const Candidates& candidates = worker.candidates;
    double farthest = 0;
    for (std::size_t c = first + 1; c < candidates.size(); ++c)
      farthest = std::max(farthest, candidates.distance_squared(first, c));
    const double widest = 4 * band_ * farthest;  // no two candidates are farther than twice that apart
    for (std::size_t i = 0; i < size; ++i) {
      const double gap = nearest.second[i] - nearest.least[i];
      if (gap > widest || stops.load[i] <= 0) continue;
      const std::size_t best = winner(worker, nearest, i);
      const std::size_t next = runner_up(worker, nearest, i, best);
      if (gap > band_ * candidates.distance_squared(first + best, first + next)) continue;
      const std::int32_t a = candidates.zone(first + best);
      const std::int32_t b = candidates.zone(first + next);
      const double w = stops.load[i];
      worker.borders.add({std::min(a, b), std::max(a, b), w, w * stops.x[i], w * stops.y[i]});
    }
  }

  static void end_chunk(Worker& worker, ChunkResult& result) {
    result.zones.clear();
    for (const std::int32_t zone : worker.touched) {
      result.zones.push_back({zone, worker.sums[static_cast<std::size_t>(zone)]});
      worker.sums[static_cast<std::size_t>(zone)] = {};
      worker.seen[static_cast<std::size_t>(zone)] = 0;
    }
    worker.touched.clear();
    result.borders.clear();
    worker.borders.move_to(result.borders);
  }

  void merge(Index zones, PassResult& result) {
    result.zones.assign(static_cast<std::size_t>(zones), {});
    result.borders.clear();
    for (const ChunkResult& chunk : found_) {
      for (const ZoneSums& entry : chunk.zones)
        result.zones[static_cast<std::size_t>(entry.zone)] += entry.sums;
      result.borders.insert(result.borders.end(), chunk.borders.begin(), chunk.borders.end());
    }
    sorter_.sort(result.borders, zones);
  }

  const BlockTree& tree_;
  Index chunk_level_;
  Index list_level_;  // of the blocks whose candidates a chunk starts from
  int threads_;
  double band_ = 0;
  Candidates upper_;  // of the blocks above these
  Candidates lists_;  // of each of these, one after the other
  std::vector<std::size_t> list_first_;
  std::vector<Worker> workers_;
  std::vector<ChunkResult> found_;
  BorderSorter sorter_;
};

}  // namespace equizone
