#include "workload/figures.hpp"

#include <algorithm>
#include <array>

#include "equizone/core/error.hpp"

namespace equizone::workload {

// A kind of figure that the minutes are linear in: of each category of a list, or one of the model.
struct Kind {
  const char* factor;
  const char* name;
  const char* unit;
  Categories WorkloadModel::* list;
  double Category::* of_category;
  Labels StopFactors::* codes;
  double WorkloadModel::* of_model;
};

namespace {

// In the order of the model's members; the last one does not depend on visits.
constexpr std::array kinds{
    Kind{"road", "minutes", "min per visit", &WorkloadModel::road, &Category::minutes,
         &StopFactors::road_category, nullptr},
    Kind{"customer", "minutes", "min per visit", &WorkloadModel::customer, &Category::minutes,
         &StopFactors::customer_category, nullptr},
    Kind{"customer", "minutes_per_parcel", "min per parcel", &WorkloadModel::customer,
         &Category::minutes_per_parcel, &StopFactors::customer_category, nullptr},
    Kind{"waiting", "minutes", "min per visit", &WorkloadModel::waiting, &Category::minutes,
         &StopFactors::waiting_category, nullptr},
    Kind{"parcel", "minutes_per_parcel", "min per parcel", nullptr, nullptr, nullptr,
         &WorkloadModel::minutes_per_parcel},
    Kind{"parcel", "minutes_per_kg", "min per kg", nullptr, nullptr, nullptr, &WorkloadModel::minutes_per_kg},
    Kind{"parcel", "minutes_per_litre", "min per litre", nullptr, nullptr, nullptr,
         &WorkloadModel::minutes_per_litre},
    Kind{"shift", "minutes_per_shift", "min per shift", nullptr, nullptr, nullptr,
         &WorkloadModel::minutes_per_shift}};

}  // namespace

double& Figure::in(WorkloadModel& model) const {
  return kind->list ? (model.*kind->list)[place].*kind->of_category : model.*kind->of_model;
}

Coefficient Figure::described(WorkloadModel& model) const {
  Coefficient figure;
  figure.factor = kind->factor;
  figure.category = kind->list ? (model.*kind->list)[place].name : "";
  figure.name = kind->list ? message(kind->factor, ".", figure.category, ".", kind->name) : kind->name;
  figure.unit = kind->unit;
  figure.before = figure.fitted = in(model);
  return figure;
}

std::vector<Figure> figures_of(const WorkloadModel& model) {
  std::vector<Figure> figures;
  for (const Kind& kind : kinds)
    for (std::size_t place = 0; place < (kind.list ? (model.*kind.list).size() : 1); ++place)
      figures.push_back({&kind, place});
  return figures;
}

// The model itself is asked, with all figures of a kind raised by a minute: what it knows of attempts,
// scales, paces and numbers given is not said twice.
Design ask_model(const WorkloadModel& prior, const std::vector<Figure>& figures, const StopFactors& visits,
                 const Values& before, const Labels& shift_of_visit, Index shifts) {
  constexpr double rounding = 1e-9;
  const auto count = static_cast<Index>(figures.size());
  Design design{Eigen::MatrixXd::Zero(shifts, count), Labels::Zero(count)};
  Index first = 0;
  for (const Kind& kind : kinds) {
    WorkloadModel raised = prior;
    for (const Figure& figure : figures)
      if (figure.kind == &kind) figure.in(raised) += 1.0;
    const Values added = raised.minutes(visits).total - before;
    const bool coded = kind.codes && (visits.*kind.codes).size() > 0;
    for (Index visit = 0; visit < added.size(); ++visit) {
      if (added[visit] < rounding) continue;
      const Index column = first + (coded ? std::max((visits.*kind.codes)[visit], 0) : 0);
      design.added(shift_of_visit[visit], column) += added[visit];
      ++design.seen[column];
    }
    first += kind.list ? static_cast<Index>((prior.*kind.list).size()) : 1;
  }
  design.added.rightCols(1).setOnes();
  design.seen.tail(1).setConstant(static_cast<std::int32_t>(shifts));
  return design;
}

}  // namespace equizone::workload
