#pragma once
/// \file
/// One pass of all stops over a power diagram, at the cost of its borders.

#include <cstdint>
#include <limits>
#include <unordered_map>
#include <vector>

#include "equizone/clustering/block_tree.hpp"
#include "equizone/clustering/power_diagram.hpp"
#include "equizone/core/parallel.hpp"
#include "equizone/core/types.hpp"

namespace equizone {

/// The load that lies near the border of two zones (a < b), on both sides, and its moments.
struct BorderLoad {
  std::int32_t a;
  std::int32_t b;
  double load;
  double x;
  double y;
};

/// What a pass found.
struct PassResult {
  std::vector<Sums> zones;          ///< per zone
  std::vector<BorderLoad> borders;  ///< sorted by (a, b); only if asked for
};

/// Assigns the stops of a BlockTree to a power diagram. Power distances of two zones differ by a linear
/// function, so over a box the loser is ruled out by one corner test: the tree is walked with a shrinking
/// list of candidate zones, and a box with one candidate left is added whole. Cost: about the number of stops
/// in blocks that a border crosses, plus O(k) per chunk of 8,192 stops. Results do not depend on the number
/// of threads.
class PowerPass {
 public:
  /// A stop lies in the border band of its zone j and the runner-up l while its gap in power distance is at
  /// most this share of |c_j - c_l|^2.
  static constexpr double band = 0.15;

  PowerPass(const BlockTree& tree, int threads)
      : tree_(tree),
        chunk_level_(std::min<Index>(4, tree.levels() - 1)),
        threads_(static_cast<int>(std::min<Index>(threads, tree.blocks(chunk_level_)))),
        workers_(static_cast<std::size_t>(threads_)) {}

  /// Sums per zone; with `borders`, also the load along each border.
  PassResult run(const PowerDiagram& diagram, bool borders) { return pass(diagram, borders, nullptr); }

  /// As run(), and the label of each stop (in the caller's order).
  PassResult label(const PowerDiagram& diagram, Labels& labels) {
    labels.resize(tree_.stops());
    return pass(diagram, false, &labels);
  }

 private:
  // |x - c|^2 - u without the |x|^2 that all zones share: a + bx * x + by * y.
  struct Linear {
    double a, bx, by;
  };
  struct ZoneSums {
    std::int32_t zone;
    Sums sums;
  };
  struct ChunkResult {
    std::vector<ZoneSums> zones;
    std::vector<BorderLoad> borders;
  };
  // One thread's scratch memory, empty between chunks.
  struct Worker {
    std::vector<Sums> sums;
    std::vector<char> seen;
    std::vector<std::int32_t> touched;
    std::vector<std::int32_t> candidates;  // a stack of candidate lists
    std::unordered_map<std::uint64_t, std::size_t> border_at;
    std::vector<BorderLoad> borders;
  };

  PassResult pass(const PowerDiagram& diagram, bool borders, Labels* labels) {
    prepare(diagram, borders ? band : 0.0);
    const Index chunks = tree_.blocks(chunk_level_);
    std::vector<ChunkResult> found(static_cast<std::size_t>(chunks));
    for_each_chunk(chunks, threads_, [&](Index chunk, int thread) {
      Worker& worker = workers_[static_cast<std::size_t>(thread)];
      begin_chunk(worker);
      walk(worker, chunk_level_, chunk, 0, labels);
      found[static_cast<std::size_t>(chunk)] = end_chunk(worker);
    });
    return merge(found);
  }

  void prepare(const PowerDiagram& diagram, double band_share) {
    band_share_ = band_share;
    const Index k = diagram.zones();
    linear_.resize(static_cast<std::size_t>(k));
    for (Index zone = 0; zone < k; ++zone) {
      const auto center = diagram.centers.col(zone);
      linear_[static_cast<std::size_t>(zone)] = {center.squaredNorm() - diagram.offsets[zone],
                                                 -2 * center.x(), -2 * center.y()};
    }
    for (Worker& worker : workers_) {
      worker.sums.resize(linear_.size());
      worker.seen.assign(linear_.size(), 0);
    }
  }

  void begin_chunk(Worker& worker) const {
    worker.candidates.resize(linear_.size());
    for (std::size_t zone = 0; zone < linear_.size(); ++zone)
      worker.candidates[zone] = static_cast<std::int32_t>(zone);
  }

  ChunkResult end_chunk(Worker& worker) const {
    ChunkResult result;
    result.zones.reserve(worker.touched.size());
    for (const std::int32_t zone : worker.touched) {
      result.zones.push_back({zone, worker.sums[static_cast<std::size_t>(zone)]});
      worker.sums[static_cast<std::size_t>(zone)] = {};
      worker.seen[static_cast<std::size_t>(zone)] = 0;
    }
    result.borders.swap(worker.borders);
    worker.touched.clear();
    worker.border_at.clear();
    return result;
  }

  static void add(Worker& worker, std::int32_t zone, const Sums& sums) {
    const auto at = static_cast<std::size_t>(zone);
    if (worker.seen[at] == 0) {
      worker.seen[at] = 1;
      worker.touched.push_back(zone);
    }
    worker.sums[at] += sums;
  }

  // Candidates of a block are worker.candidates[first ..]; the list is ascending, so ties go to the lower
  // zone.
  void walk(Worker& worker, Index level, Index at, std::size_t first, Labels* labels) const {
    const Block& block = tree_.block(level, at);
    const std::size_t end = worker.candidates.size();
    prune(worker, block, first, end);
    const std::size_t count = worker.candidates.size() - end;
    if (count == 1) {
      const std::int32_t zone = worker.candidates[end];
      add(worker, zone, block.sums);
      if (labels != nullptr)
        for (Index i = tree_.begin(level, at); i < tree_.end(level, at); ++i) (*labels)[tree_.stop(i)] = zone;
    } else if (level == 0) {
      for (Index i = tree_.begin(0, at); i < tree_.end(0, at); ++i) place(worker, i, end, labels);
    } else {
      const Index last = std::min(tree_.blocks(level - 1), (at + 1) * BlockTree::fan_out);
      for (Index child = at * BlockTree::fan_out; child < last; ++child)
        walk(worker, level - 1, child, end, labels);
    }
    worker.candidates.resize(end);
  }

  // Appends to the stack those candidates of [first, end) that may win somewhere in the box (or come within
  // the band).
  void prune(Worker& worker, const Block& block, std::size_t first, std::size_t end) const {
    const double x = (block.low_x + block.high_x) / 2;
    const double y = (block.low_y + block.high_y) / 2;
    const double half_x = block.high_x - x;
    const double half_y = block.high_y - y;
    const auto value = [&](const Linear& f) { return f.a + f.bx * x + f.by * y; };
    double least = std::numeric_limits<double>::infinity();
    Linear best{};
    for (std::size_t c = first; c < end; ++c) {
      const Linear& f = linear_[static_cast<std::size_t>(worker.candidates[c])];
      if (value(f) < least) {
        least = value(f);
        best = f;
      }
    }
    for (std::size_t c = first; c < end; ++c) {
      const std::int32_t zone = worker.candidates[c];
      const Linear& f = linear_[static_cast<std::size_t>(zone)];
      const double dx = f.bx - best.bx;
      const double dy = f.by - best.by;
      const double nearest = value(f) - least - std::abs(dx) * half_x - std::abs(dy) * half_y;
      if (nearest <= band_share_ * (dx * dx + dy * dy) / 4) worker.candidates.push_back(zone);
    }
  }

  void place(Worker& worker, Index at, std::size_t first, Labels* labels) const {
    const double x = tree_.x(at);
    const double y = tree_.y(at);
    double least = std::numeric_limits<double>::infinity();
    double second = least;
    std::int32_t zone = worker.candidates[first];
    std::int32_t runner_up = -1;
    for (std::size_t c = first; c < worker.candidates.size(); ++c) {
      const std::int32_t candidate = worker.candidates[c];
      const Linear& f = linear_[static_cast<std::size_t>(candidate)];
      const double value = f.a + f.bx * x + f.by * y;
      if (value < least) {
        second = least;
        if (c > first) runner_up = zone;
        least = value;
        zone = candidate;
      } else if (value < second) {
        second = value;
        runner_up = candidate;
      }
    }
    const double w = tree_.load(at);
    add(worker, zone, Sums{w, w * x, w * y, w * (x * x + y * y)});
    if (labels != nullptr) (*labels)[tree_.stop(at)] = zone;
    if (band_share_ > 0 && runner_up >= 0) add_border(worker, zone, runner_up, second - least, w, x, y);
  }

  void add_border(Worker& worker, std::int32_t zone, std::int32_t other, double gap, double w, double x,
                  double y) const {
    const Linear& f = linear_[static_cast<std::size_t>(zone)];
    const Linear& g = linear_[static_cast<std::size_t>(other)];
    const double distance_squared = ((f.bx - g.bx) * (f.bx - g.bx) + (f.by - g.by) * (f.by - g.by)) / 4;
    if (gap > band_share_ * distance_squared) return;
    const std::int32_t a = std::min(zone, other);
    const std::int32_t b = std::max(zone, other);
    const std::uint64_t key = (static_cast<std::uint64_t>(a) << 32) | static_cast<std::uint32_t>(b);
    const auto [entry, fresh] = worker.border_at.try_emplace(key, worker.borders.size());
    if (fresh) worker.borders.push_back({a, b, 0, 0, 0});
    BorderLoad& border = worker.borders[entry->second];
    border.load += w;
    border.x += w * x;
    border.y += w * y;
  }

  PassResult merge(const std::vector<ChunkResult>& found) const {
    PassResult result;
    result.zones.resize(linear_.size());
    for (const ChunkResult& chunk : found) {
      for (const ZoneSums& entry : chunk.zones)
        result.zones[static_cast<std::size_t>(entry.zone)] += entry.sums;
      result.borders.insert(result.borders.end(), chunk.borders.begin(), chunk.borders.end());
    }
    join_equal_pairs(result.borders);
    return result;
  }

  static void join_equal_pairs(std::vector<BorderLoad>& borders) {
    std::stable_sort(borders.begin(), borders.end(), [](const BorderLoad& left, const BorderLoad& right) {
      return left.a != right.a ? left.a < right.a : left.b < right.b;
    });
    std::size_t kept = 0;
    for (std::size_t at = 0; at < borders.size(); ++at) {
      if (kept > 0 && borders[kept - 1].a == borders[at].a && borders[kept - 1].b == borders[at].b) {
        borders[kept - 1].load += borders[at].load;
        borders[kept - 1].x += borders[at].x;
        borders[kept - 1].y += borders[at].y;
      } else {
        borders[kept++] = borders[at];
      }
    }
    borders.resize(kept);
  }

  const BlockTree& tree_;
  Index chunk_level_;
  int threads_;
  double band_share_ = 0;
  std::vector<Linear> linear_;
  std::vector<Worker> workers_;
};

}  // namespace equizone
