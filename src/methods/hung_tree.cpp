#include "methods/hung_tree.hpp"

namespace equizone {

Share& Share::operator+=(const Share& other) {
  load += other.load;
  moment += other.moment;
  square += other.square;
  stops += other.stops;
  return *this;
}

Share& Share::operator-=(const Share& other) {
  load -= other.load;
  moment -= other.moment;
  square -= other.square;
  stops -= other.stops;
  return *this;
}

HungTree::HungTree(const Problem& problem, const std::vector<std::int32_t>& stops,
                   const std::vector<StopLink>& links)
    : parent_(stops.size(), -1), below_(stops.size()) {
  const LinkEnds ends(stops.size(), links);
  order_.reserve(stops.size());
  order_.push_back(0);
  for (std::size_t at = 0; at < order_.size(); ++at) {
    const std::int32_t place = order_[at];
    ends.for_each(place, [&](const StopLink&, std::int32_t other) {
      if (other == parent_[static_cast<std::size_t>(place)]) return;
      parent_[static_cast<std::size_t>(other)] = place;
      order_.push_back(other);
    });
  }
  for (std::size_t place = 0; place < stops.size(); ++place) {
    const double load = problem.loads[stops[place]];
    const Eigen::Vector2d position = problem.points.col(stops[place]);
    below_[place] = {load, load * position, load * position.squaredNorm(), 1};
  }
  for (std::size_t at = order_.size() - 1; at > 0; --at) {
    const auto place = static_cast<std::size_t>(order_[at]);
    below_[static_cast<std::size_t>(parent_[place])] += below_[place];
  }
}

Share HungTree::rest(std::size_t place) const {
  Share rest = below_[0];
  rest -= below_[place];
  return rest;
}

std::vector<char> HungTree::is_below(std::size_t place) const {
  std::vector<char> below(size(), 0);
  below[place] = 1;
  for (std::size_t at = 1; at < order_.size(); ++at) {
    const auto other = static_cast<std::size_t>(order_[at]);
    if (other != place) below[other] = below[static_cast<std::size_t>(parent_[other])];
  }
  return below;
}

}  // namespace equizone
