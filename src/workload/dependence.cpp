#include "workload/dependence.hpp"

#include <Eigen/QR>
#include <cmath>

#include "equizone/core/error.hpp"
#include "workload/figures.hpp"
#include "workload/shortly.hpp"

namespace equizone::workload {

namespace {

// A dependence told in the names of its figures.
class Confusion {
 public:
  Confusion(Columns& columns, const Dependence& together) : columns_(columns), together_(together) {}

  std::vector<std::string> mark() {
    std::vector<std::string> sentences;
    for (std::size_t k = 0; k < together_.dependent.size(); ++k) {
      mark(dependent(k));
      std::string rise = "+1 in " + dependent(k).name, fall;
      std::size_t closest = 0;
      for (std::size_t b = 0; b < together_.basis.size(); ++b) {
        if (times(b, k) == 0.0) continue;
        mark(basis(b));
        (times(b, k) < 0 ? rise : fall) +=
            message(times(b, k) < 0 ? ", +" : ", ", shortly(-times(b, k)), " in ", basis(b).name);
        if (mix(b, k) > mix(closest, k)) closest = b;
      }
      sentences.push_back(message(
          "the records cannot tell a change of ", rise, fall, " from none; they know ", sum(closest),
          ", and the prior divides it; hold one of these figures to measure the ", "others against it"));
    }
    return sentences;
  }

 private:
  static void mark(Coefficient& figure) {
    figure.status = FitStatus::confounded;
    figure.standard_error = unknown;
  }
  [[nodiscard]] Coefficient& basis(std::size_t b) const {
    return *columns_.figures[static_cast<std::size_t>(together_.basis[b])];
  }
  [[nodiscard]] Coefficient& dependent(std::size_t k) const {
    return *columns_.figures[static_cast<std::size_t>(together_.dependent[k])];
  }
  [[nodiscard]] double mix(std::size_t b, std::size_t k) const {
    constexpr double rounding = 1e-3;
    const double part = together_.mix(static_cast<Index>(b), static_cast<Index>(k));
    return std::abs(part) < rounding ? 0.0 : part;
  }
  // As mix, but of the figures as they are, not scaled.
  [[nodiscard]] double times(std::size_t b, std::size_t k) const {
    return mix(b, k) * columns_.norms[together_.dependent[k]] / columns_.norms[together_.basis[b]];
  }
  // What is known of the figure and those that add to its column.
  [[nodiscard]] std::string sum(std::size_t b) const {
    std::string text = basis(b).name;
    double value = basis(b).fitted;
    for (std::size_t k = 0; k < together_.dependent.size(); ++k) {
      if (times(b, k) == 0.0) continue;
      text +=
          message(times(b, k) < 0 ? " - " : " + ", shortly(std::abs(times(b, k))), " * ", dependent(k).name);
      value += times(b, k) * dependent(k).fitted;
    }
    return text + " = " + shortly(value);
  }

  Columns& columns_;
  const Dependence& together_;
};

}  // namespace

Dependence find_dependence(const Eigen::MatrixXd& unit, double apart) {
  Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(unit);
  qr.setThreshold(apart);
  const Index rank = qr.rank();
  Dependence found;
  for (Index k = 0; k < unit.cols(); ++k)
    (k < rank ? found.basis : found.dependent).push_back(qr.colsPermutation().indices()[k]);
  const Eigen::MatrixXd triangle = qr.matrixR().topRows(rank);
  const Eigen::MatrixXd identity = Eigen::MatrixXd::Identity(rank, rank);
  found.mix = triangle.leftCols(rank).triangularView<Eigen::Upper>().solve(identity) *
              triangle.rightCols(unit.cols() - rank);
  return found;
}

std::vector<std::string> mark_confounded(Columns& columns, const Dependence& together) {
  return Confusion(columns, together).mark();
}

}  // namespace equizone::workload
