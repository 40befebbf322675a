#pragma once
/// \file
/// One pass of all stops over a power diagram, at the cost of its borders.

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "equizone/clustering/block_stops.hpp"
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
    const BlockStops stops(tree_.sorted(), begin, count);
    const Nearest nearest = band_ > 0 ? Nearest::find<true>(candidates, first, stops)
                                      : Nearest::find<false>(candidates, first, stops);
    for (std::size_t c = first; c < candidates.size(); ++c)
      if (const Sums sums = nearest.won_by(c, stops); sums.load > 0) add(worker, candidates.zone(c), sums);
    if (labels != nullptr)
      for (std::size_t i = 0; i < count; ++i)
        labels[tree_.sorted().order[begin + i]] = candidates.zone(number(nearest.winner[i]));
    if (band_ > 0) add_borders(worker, stops, nearest);
  }

  static std::size_t number(double candidate) {
    return static_cast<std::size_t>(static_cast<std::int64_t>(candidate));
  }

  void add_borders(Worker& worker, const BlockStops& stops, const Nearest& nearest) const {
    const Candidates& candidates = worker.candidates;
    std::array<std::size_t, BlockValues::size + 1> near;  // gathered without a branch, like the candidates
    std::size_t count = 0;
    for (std::size_t i = 0; i < BlockValues::size; ++i) {
      const double distance_squared =
          candidates.distance_squared(number(nearest.winner[i]), number(nearest.runner_up[i]));
      const bool within = nearest.second[i] - nearest.least[i] <= band_ * distance_squared;
      near[count] = i;
      count += static_cast<std::size_t>(within && stops.load[i] > 0);
    }
    for (std::size_t at = 0; at < count; ++at) {
      const std::size_t i = near[at];
      const std::int32_t a = candidates.zone(number(nearest.winner[i]));
      const std::int32_t b = candidates.zone(number(nearest.runner_up[i]));
      worker.borders.add({std::min(a, b), std::max(a, b), stops.load[i], stops.load_x[i], stops.load_y[i]});
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
