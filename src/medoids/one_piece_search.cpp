#include "medoids/one_piece_search.hpp"

#include <algorithm>
#include <numeric>

#include "equizone/balancing/local_search.hpp"
#include "medoids/zone_medians.hpp"

namespace equizone {

namespace {

class OnePieceSearch {
 public:
  OnePieceSearch(const MedoidProblem& problem, ZoningState& state)
      : problem_(problem),
        state_(state),
        distance_(problem.zones(), problem.stops()),
        medians_(static_cast<std::size_t>(problem.zones()), none) {}

  void measure_from(const std::vector<Index>& medians) {
    std::vector<std::int32_t> all(static_cast<std::size_t>(problem_.stops()));
    std::iota(all.begin(), all.end(), 0);
    std::vector<Way> ways(all.size());
    for (std::size_t zone = 0; zone < medians.size(); ++zone) {
      if (medians[zone] == medians_[zone]) continue;
      problem_.distances.measure(medians[zone], all, ways);
      for (const std::int32_t stop : all)
        distance_(static_cast<Index>(zone), stop) = ways[static_cast<std::size_t>(stop)].distance;
    }
    medians_ = medians;
  }

  // Until neither a move nor an exchange lowers the cost. Returns whether any did.
  bool run(const GoOn& go_on) {
    constexpr int rounds = 50;
    bool any = false;
    for (int round = 0; round < rounds && go_on(static_cast<double>(round) / rounds); ++round) {
      bool better = false;
      for (std::int32_t zone = 0; zone < static_cast<std::int32_t>(state_.zones()); ++zone)
        better = improve(zone) || better;
      if (!better) break;
      any = true;
    }
    return any;
  }

 private:
  // A stop that may go over, and how the cost changes then.
  struct Offer {
    std::int32_t stop;
    std::int32_t to;
    double change;
  };
  static constexpr Index none = -1;

  // Below, sums differ by rounding alone.
  [[nodiscard]] double least_gain(const Offer& offer) const {
    return 1e-9 * problem_.visits[offer.stop] * distance_(state_.zone(offer.stop), offer.stop);
  }

  std::vector<Offer> offers_of(std::int32_t zone) {
    std::vector<Offer> offers;
    for (const std::int32_t stop : state_.members(zone)) {
      if (!state_.at_border(stop) || state_.load(stop) <= 0) continue;
      const std::size_t first = offers.size();
      state_.for_each_touching_zone(stop, [&](std::int32_t to) {
        const bool known = std::any_of(offers.begin() + static_cast<std::ptrdiff_t>(first), offers.end(),
                                       [&](const Offer& offer) { return offer.to == to; });
        if (known) return;
        const double nearer = distance_(to, stop) - distance_(zone, stop);
        offers.push_back({stop, to, problem_.visits[stop] * nearer});
      });
    }
    std::sort(offers.begin(), offers.end(), [](const Offer& left, const Offer& right) {
      if (left.change != right.change) return left.change < right.change;
      return left.stop != right.stop ? left.stop < right.stop : left.to < right.to;
    });
    return offers;
  }

  bool improve(std::int32_t zone) {
    bool any = false;
    for (const Offer& offer : offers_of(zone)) {
      if (state_.zone(offer.stop) != zone || !state_.touches(offer.stop, offer.to)) continue;
      any = (offer.change < -least_gain(offer) && hand_over(offer)) || exchange(offer) || any;
    }
    return any;
  }

  bool hand_over(const Offer& offer) {
    const std::int32_t from = state_.zone(offer.stop);
    if (worsens(state_, from, offer.to, state_.load(offer.stop)) || !state_.removable(offer.stop))
      return false;
    state_.move(offer.stop, offer.to);
    return true;
  }

  // For the stop that pays best in return.
  bool exchange(const Offer& offer) {
    const std::int32_t from = state_.zone(offer.stop);
    if (!state_.removable(offer.stop)) return false;
    std::vector<Offer> back;
    for (const std::int32_t stop : state_.members(offer.to)) {
      if (!state_.at_border(stop) || state_.load(stop) <= 0) continue;
      const double change = problem_.visits[stop] * (distance_(from, stop) - distance_(offer.to, stop));
      if (change + offer.change >= -least_gain(offer) || !state_.touches(stop, from) ||
          worsens(state_, from, offer.to, state_.load(offer.stop) - state_.load(stop)))
        continue;
      back.push_back({stop, from, change});
    }
    std::sort(back.begin(), back.end(), [](const Offer& left, const Offer& right) {
      return left.change != right.change ? left.change < right.change : left.stop < right.stop;
    });
    for (const Offer& other : back) {
      state_.move(offer.stop, offer.to);
      if (state_.removable(other.stop) && state_.touches(other.stop, from)) {
        state_.move(other.stop, from);
        return true;
      }
      state_.move(offer.stop, from);
    }
    return false;
  }

  const MedoidProblem& problem_;
  ZoningState& state_;
  Eigen::MatrixXd distance_;  // from the median of a zone (row) to a stop
  std::vector<Index> medians_;
};

}  // namespace

void lower_cost_in_one_piece(const MedoidProblem& problem, ZoningState& state, std::vector<Index>& medians,
                             const GoOn& go_on) {
  constexpr int moves_of_medians = 10;
  OnePieceSearch search(problem, state);
  for (int move = 0; move < moves_of_medians; ++move) {
    search.measure_from(medians);
    if (!search.run(go_on)) break;
    medians = medians_of(problem, state.labels(), medians, problem.stops());
  }
}

}  // namespace equizone
