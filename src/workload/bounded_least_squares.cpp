#include "equizone/workload/bounded_least_squares.hpp"

#include <Eigen/QR>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "equizone/core/error.hpp"

namespace equizone {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

void check(const Eigen::MatrixXd& a, const Values& b, const Values& lower, const Values& upper) {
  if (b.size() != a.rows())
    throw InputError(message("b has ", b.size(), " entries but a has ", a.rows(), " rows; give one per row"));
  if (lower.size() != a.cols() || upper.size() != a.cols())
    throw InputError(message("lower has ", lower.size(), " and upper ", upper.size(), " entries but a has ",
                             a.cols(), " columns; give one bound of each per column"));
  for (Index j = 0; j < a.cols(); ++j) {
    if (!(lower[j] <= upper[j]) || lower[j] == infinity || upper[j] == -infinity)
      throw InputError(message("lower[", j, "] is ", lower[j], " and upper[", j, "] is ", upper[j],
                               "; they must leave room for a finite number"));
    if (!a.col(j).allFinite())
      throw InputError(message("a has numbers in column ", j, " that are not finite; give finite ones"));
  }
  if (!b.allFinite()) throw InputError("b has numbers that are not finite; give finite ones");
}

// A set of free entries that shrinks until its least squares solution lies between the bounds, and grows
// while an entry at a bound would gain by leaving it.
class ActiveSet {
 public:
  ActiveSet(Eigen::MatrixXd a, Values b, Values lower, Values upper)
      : a_(std::move(a)), b_(std::move(b)), lower_(std::move(lower)), upper_(std::move(upper)) {
    fit_.x = Values::Zero(a_.cols()).cwiseMax(lower_).cwiseMin(upper_);
    fit_.side = Labels::Zero(a_.cols());
    for (Index j = 0; j < a_.cols(); ++j) hold_at_bound(j);
    settle();
  }

  // Each round ends at the best x of its set of free entries and counts only if that is strictly better than
  // before: no set comes twice, so the rounds end.
  BoundedFit solve() {
    std::vector<char> tried(static_cast<std::size_t>(a_.cols()), 0);
    double best = distance();
    while (true) {
      const Index entry = most_gaining(tried);
      if (entry < 0) return fit_;
      tried[static_cast<std::size_t>(entry)] = 1;
      const BoundedFit before = fit_;
      fit_.side[entry] = 0;
      settle();
      if (distance() < best) {
        best = distance();
        tried.assign(tried.size(), 0);
      } else {
        fit_ = before;
      }
    }
  }

 private:
  [[nodiscard]] double distance() const { return (b_ - a_ * fit_.x).squaredNorm(); }

  void hold_at_bound(Index j) {
    if (fit_.x[j] <= lower_[j])
      fit_.side[j] = -1;
    else if (fit_.x[j] >= upper_[j])
      fit_.side[j] = 1;
  }

  // The entry at a bound whose way inwards goes down most steeply, -1 if none does.
  [[nodiscard]] Index most_gaining(const std::vector<char>& tried) const {
    const Values slope = a_.transpose() * (b_ - a_ * fit_.x);
    double steepest = 16 * std::numeric_limits<double>::epsilon() * b_.norm();
    Index found = -1;
    for (Index j = 0; j < a_.cols(); ++j) {
      if (fit_.side[j] == 0 || lower_[j] == upper_[j] || tried[static_cast<std::size_t>(j)]) continue;
      const double inwards = -fit_.side[j] * slope[j];
      if (inwards <= steepest) continue;
      steepest = inwards;
      found = j;
    }
    return found;
  }

  [[nodiscard]] std::vector<Index> free_entries() const {
    std::vector<Index> free;
    for (Index j = 0; j < a_.cols(); ++j)
      if (fit_.side[j] == 0) free.push_back(j);
    return free;
  }

  // Goes towards the best x of the free entries; whoever meets a bound on the way is held there.
  void settle() {
    for (std::vector<Index> free = free_entries(); !free.empty(); free = free_entries()) {
      const Values step = a_(Eigen::all, free).completeOrthogonalDecomposition().solve(b_ - a_ * fit_.x);
      double fraction = 1.0;
      Index stopped = -1;
      std::int32_t side = 0;
      for (std::size_t i = 0; i < free.size(); ++i) {
        const Index j = free[i];
        const double way = step[static_cast<Index>(i)];
        const double room = (way < 0 ? lower_[j] : upper_[j]) - fit_.x[j];
        if (std::abs(room) >= fraction * std::abs(way)) continue;
        fraction = room / way;
        stopped = j;
        side = way < 0 ? -1 : 1;
      }
      for (std::size_t i = 0; i < free.size(); ++i) fit_.x[free[i]] += fraction * step[static_cast<Index>(i)];
      fit_.x = fit_.x.cwiseMax(lower_).cwiseMin(upper_);
      if (stopped < 0) return;
      fit_.x[stopped] = side < 0 ? lower_[stopped] : upper_[stopped];
      fit_.side[stopped] = side;
    }
  }

  Eigen::MatrixXd a_;
  Values b_, lower_, upper_;
  BoundedFit fit_;
};

}  // namespace

// The rotation of the rows to a triangle leaves the distances, up to a constant, and p rows; columns of norm
// 1 make slopes comparable, whatever their units.
BoundedFit bounded_least_squares(const Eigen::MatrixXd& a, const Values& b, const Values& lower,
                                 const Values& upper) {
  check(a, b, lower, upper);
  const Values norms = a.colwise().norm();
  const Values scales = (norms.array() > 0).select(norms, 1.0);
  const Index rows = std::min(a.rows(), a.cols());
  const Eigen::HouseholderQR<Eigen::MatrixXd> qr(a * scales.cwiseInverse().asDiagonal());
  const Eigen::MatrixXd triangle =
      Eigen::MatrixXd(qr.matrixQR().topRows(rows)).triangularView<Eigen::Upper>();
  const Values rotated = (qr.householderQ().adjoint() * b).head(rows);

  BoundedFit fit =
      ActiveSet(triangle, rotated, lower.cwiseProduct(scales), upper.cwiseProduct(scales)).solve();
  fit.x = fit.x.cwiseQuotient(scales).cwiseMax(lower).cwiseMin(upper);
  for (Index j = 0; j < a.cols(); ++j)
    if (fit.side[j] != 0) fit.x[j] = fit.side[j] < 0 ? lower[j] : upper[j];
  return fit;
}

}  // namespace equizone
