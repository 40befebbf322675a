#include "evaluation/matching.hpp"

#include <limits>

namespace equizone {

namespace {

// Assigns every row of a table that is no taller than wide; potentials keep reduced costs >= 0.
class Assignment {
 public:
  explicit Assignment(const Eigen::MatrixXd& costs)
      : costs_(costs),
        row_price_(Values::Zero(costs.rows())),
        column_price_(Values::Zero(costs.cols())),
        row_of_(static_cast<std::size_t>(costs.cols()), none) {
    for (Index row = 0; row < costs.rows(); ++row) insert(row);
  }

  [[nodiscard]] const std::vector<Index>& row_of_column() const { return row_of_; }

  static constexpr Index none = -1;

 private:
  // The shortest alternating path from a row to a free column, as Dijkstra's method finds it.
  void insert(Index start) {
    const Index columns = costs_.cols();
    Values distance = Values::Constant(columns, std::numeric_limits<double>::infinity());
    std::vector<Index> before(row_of_.size(), none);
    std::vector<char> settled(row_of_.size(), 0);
    Index row = start;
    Index column = none;
    double reached = 0;
    for (;;) {
      Index nearest = none;
      for (Index c = 0; c < columns; ++c) {
        if (settled[at(c)] != 0) continue;
        const double way = reached + costs_(row, c) - row_price_[row] - column_price_[c];
        if (way < distance[c]) {
          distance[c] = way;
          before[at(c)] = column;
        }
        if (nearest == none || distance[c] < distance[nearest]) nearest = c;
      }
      column = nearest;
      reached = distance[column];
      settled[at(column)] = 1;
      if (row_of_[at(column)] == none) break;
      row = row_of_[at(column)];
    }
    row_price_[start] += reached;
    for (Index c = 0; c < columns; ++c) {
      if (settled[at(c)] == 0) continue;
      const double rise = reached - distance[c];
      column_price_[c] -= rise;
      if (row_of_[at(c)] != none) row_price_[row_of_[at(c)]] += rise;
    }
    for (; column != none; column = before[at(column)]) {
      const Index from = before[at(column)];
      row_of_[at(column)] = from == none ? start : row_of_[at(from)];
    }
  }

  static std::size_t at(Index i) { return static_cast<std::size_t>(i); }

  const Eigen::MatrixXd& costs_;
  Values row_price_, column_price_;
  std::vector<Index> row_of_;
};

}  // namespace

std::vector<Index> greatest_matching(const Eigen::MatrixXd& gains) {
  const bool tall = gains.rows() > gains.cols();
  const Eigen::MatrixXd costs = tall ? Eigen::MatrixXd(-gains.transpose()) : Eigen::MatrixXd(-gains);
  const Assignment assignment(costs);
  const std::vector<Index>& row_of_column = assignment.row_of_column();
  std::vector<Index> result(static_cast<std::size_t>(gains.rows()), Assignment::none);
  for (std::size_t c = 0; c < row_of_column.size(); ++c) {
    if (row_of_column[c] == Assignment::none) continue;
    const Index row = tall ? static_cast<Index>(c) : row_of_column[c];
    const Index column = tall ? row_of_column[c] : static_cast<Index>(c);
    if (gains(row, column) > 0) result[static_cast<std::size_t>(row)] = column;
  }
  return result;
}

}  // namespace equizone
