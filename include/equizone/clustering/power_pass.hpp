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
        threads_(static_cast<int>(std::min<Index>(threads, tree.blocks(chunk_level_)))),
        workers_(static_cast<std::size_t>(threads_)),
        found_(static_cast<std::size_t>(tree.blocks(chunk_level_))) {}

  [[nodiscard]] const BlockTree& tree() const { return tree_; }

  /// Sums per zone; with `band` > 0, also the load along each border: that of the stops whose power distances
  /// to their zone j and to the runner-up l differ by at most band * |c_j - c_l|^2.
  void run(const PowerDiagram& diagram, double band, PassResult& result) {
    pass(diagram, band, nullptr, result);
  }

  /// As run(), and the label of each stop (in the caller's order).
  void label(const PowerDiagram& diagram, Labels& labels, PassResult& result) {
    labels.resize(tree_.stops());
    pass(diagram, 0.0, labels.data(), result);
  }

 private:
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
    BorderTable borders;
  };
  // For each stop of a block: the candidates with the least and the second least power distance, and by how
  // much they differ. Candidates count from 0, as doubles: so the comparison loop needs one kind of register.
  struct Placing {
    std::array<double, BlockTree::block_size> winner;
    std::array<double, BlockTree::block_size> runner_up;
    std::array<double, BlockTree::block_size> gap;
  };

  void pass(const PowerDiagram& diagram, double band, std::int32_t* labels, PassResult& result) {
    band_ = band;
    prepare(diagram);
    for_each_chunk(tree_.blocks(chunk_level_), threads_, [&](Index chunk, int thread) {
      const auto at = static_cast<std::size_t>(chunk);
      Worker& worker = workers_[static_cast<std::size_t>(thread)];
      worker.candidates.start(chunk_candidates_, chunk_first_[at], chunk_first_[at + 1]);
      walk(worker, chunk_level_, chunk, 0, labels);
      end_chunk(worker, found_[at]);
    });
    merge(diagram.zones(), result);
  }

  // Candidates of every chunk, found from the root down.
  void prepare(const PowerDiagram& diagram) {
    const auto k = static_cast<std::size_t>(diagram.zones());
    for (Worker& worker : workers_) {
      worker.sums.assign(k, {});
      worker.seen.assign(k, 0);
    }
    chunk_candidates_.shrink_to(0);
    chunk_first_.assign(1, 0);
    upper_.start(diagram);
    find_candidates(tree_.levels() - 1, 0, 0);
  }

  void find_candidates(Index level, Index at, std::size_t first) {
    const std::size_t end = upper_.size();
    upper_.push_possible(tree_.block(level, at), band_, first, end);
    if (level == chunk_level_) {
      chunk_candidates_.append(upper_, end, upper_.size());
      chunk_first_.push_back(chunk_candidates_.size());
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
    const SortedStops& stops = tree_.sorted();
    const auto begin = static_cast<std::size_t>(tree_.begin(0, at));
    const auto count = static_cast<std::size_t>(tree_.end(0, at)) - begin;
    const Placing placing = place(candidates, first, stops.x.data() + begin, stops.y.data() + begin, count);
    for (std::size_t i = 0; i < count; ++i) {
      const double x = stops.x[begin + i];
      const double y = stops.y[begin + i];
      const double w = stops.load[begin + i];
      const double inner = stops.inner.empty() ? 0.0 : stops.inner[begin + i];
      const std::size_t winner = first + static_cast<std::size_t>(placing.winner[i]);
      add(worker, candidates.zone(winner), Sums{w, w * x, w * y, w * (x * x + y * y) + inner});
      if (labels != nullptr) labels[stops.order[begin + i]] = candidates.zone(winner);
      if (band_ <= 0) continue;
      const std::size_t runner_up = first + static_cast<std::size_t>(placing.runner_up[i]);
      if (placing.gap[i] <= band_ * candidates.distance_squared(winner, runner_up))
        worker.borders.add(border_of(candidates.zone(winner), candidates.zone(runner_up), w, x, y));
    }
  }

  static BorderLoad border_of(std::int32_t zone, std::int32_t other, double w, double x, double y) {
    return {std::min(zone, other), std::max(zone, other), w, w * x, w * y};
  }

  static Placing place(const Candidates& candidates, std::size_t first, const double* x, const double* y,
                       std::size_t count) {
    constexpr std::size_t size = BlockTree::block_size;
    constexpr double infinity = std::numeric_limits<double>::infinity();
    std::array<double, size> px{};
    std::array<double, size> py{};
    std::copy_n(x, count, px.begin());
    std::copy_n(y, count, py.begin());
    Placing placing;
    std::array<double, size> least;
    std::array<double, size> second;
    placing.winner.fill(0);
    placing.runner_up.fill(0);
    least.fill(infinity);
    second.fill(infinity);
    for (std::size_t c = first; c < candidates.size(); ++c) {
      const double a = candidates.a(c);
      const double bx = candidates.bx(c);
      const double by = candidates.by(c);
      const auto number = static_cast<double>(c - first);
      for (std::size_t i = 0; i < size; ++i) {
        const double value = a + bx * px[i] + by * py[i];
        const bool wins = value < least[i];
        const bool close = value < second[i];
        second[i] = wins ? least[i] : close ? value : second[i];
        placing.runner_up[i] = wins ? placing.winner[i] : close ? number : placing.runner_up[i];
        least[i] = wins ? value : least[i];
        placing.winner[i] = wins ? number : placing.winner[i];
      }
    }
    for (std::size_t i = 0; i < size; ++i) placing.gap[i] = second[i] - least[i];
    return placing;
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
  int threads_;
  double band_ = 0;
  Candidates upper_;             // of the blocks above the chunks
  Candidates chunk_candidates_;  // of each chunk, one after the other
  std::vector<std::size_t> chunk_first_;
  std::vector<Worker> workers_;
  std::vector<ChunkResult> found_;
  BorderSorter sorter_;
};

}  // namespace equizone
