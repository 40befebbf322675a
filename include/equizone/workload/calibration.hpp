#pragma once
/// \file
/// A workload model's figures, fitted to what really happened.

#include <limits>
#include <string>
#include <vector>

#include "equizone/workload/workload_model.hpp"

namespace equizone {

/// What became of a figure.
enum class FitStatus : std::uint8_t {
  fitted,     ///< the records tell it, with the uncertainty given
  at_bound,   ///< held by a bound; the records would put it beyond
  held,       ///< not to be fitted: 0 in the prior, or held by option
  not_seen,   ///< no visit depends on it
  confounded  ///< always occurs together with others; the records tell sums, the prior each one's part
};

/// A figure of a workload model, before and after.
struct Coefficient {
  std::string name;      ///< such as "road.old town.minutes" or "minutes_per_kg"
  std::string factor;    ///< of Factor, or "shift"
  std::string category;  ///< empty if the figure is not a category's
  std::string unit;      ///< such as "min per visit"
  double before = 0.0;   ///< in the prior
  double fitted = 0.0;
  double low = 0.0;             ///< confidence interval, cut at the bounds; the bounds where nothing is known
  double high = 0.0;            ///< its other end
  double standard_error = 0.0;  ///< infinite where nothing is known, 0 where nothing was fitted
  FitStatus status = FitStatus::held;
  Index seen = 0;  ///< number of visits that depend on it, or of shifts
};

/// Bounds of one figure, or of all whose names begin so, such as "road" or "customer.campus".
struct FigureBounds {
  std::string figure;  ///< its name, or how it begins
  double lower = 0.0;  ///< in the figure's unit
  double upper = std::numeric_limits<double>::infinity();
};

/// What to fit, and between which bounds.
struct FitOptions {
  double confidence = 0.95;          ///< of the intervals, in (0, 1)
  double lower = 0.0;                ///< bound of every figure, as a multiple of the prior's
  double upper = 10.0;               ///< bound of every figure, as a multiple of the prior's
  std::vector<FigureBounds> bounds;  ///< instead of these multiples; a figure named here is fitted even if
                                     ///< the prior's is 0
  std::vector<std::string> held;     ///< names, or beginnings of names, of figures that stay as they are
  Labels courier_of_shift;           ///< couriers, 0-based: widens the intervals for couriers who differ
};

/// A fitted model and how far it can be trusted.
struct Calibration {
  WorkloadModel model;
  std::vector<Coefficient> coefficients;  ///< in the order of the model's members
  Values predicted;                       ///< minutes per shift by the fitted model
  Values residuals;                       ///< worked - predicted, minutes per shift
  Values shares;            ///< of the predicted minutes: one per factor, then the minutes per shift
  double sigma_min = 0.0;   ///< standard deviation of a shift's minutes around the prediction
  double before_min = 0.0;  ///< root mean square of the residuals of the prior
  double r2 = 0.0;          ///< share of the variance of the worked minutes that is explained
  std::vector<std::string> warnings;  ///< what the records cannot tell, a sentence each
};

/// Fits the minutes of a model to what couriers worked.
///
/// Fitted are the minutes of roads, customers and waiting, the minutes per parcel, kg and litre, and the
/// minutes per shift. Multipliers, rates, the scale, and numbers given for single stops stay, and so does a
/// figure that is 0 in the prior: it is what the others are measured against. What the records cannot tell
/// stays in the prior's proportions.
///
/// Worked minutes hold whatever the model's figures are meant to hold: subtract line-haul and driving first
/// if they are counted elsewhere.
/// \param visits          one entry per attempt made; with sign_for_rate 1, since the model else adds the
/// attempts that fail
/// \param shift_of_visit  a courier and day per visit, 0-based
/// \param worked_minutes  per shift, >= 0
/// \param prior           the model to start from
/// \return the fitted model, what became of each figure, and the fit's quality
/// \throws InputError naming array, index and value; for a shift without visits; for fewer shifts than
/// figures to fit; for names that the model does not have
///
/// Complexity: O(visits + shifts p^2 + p^4) for p fitted figures.
///
/// Source: bounded least squares with a slight pull to the prior (Hoerl and Kennard 1970); intervals by
/// Student's t, of couriers by the sandwich of Liang and Zeger 1986 with the usual small-sample factor; what
/// occurs together by QR with pivots (Golub 1965).
[[nodiscard]] Calibration calibrate(const StopFactors& visits, const Labels& shift_of_visit,
                                    const Values& worked_minutes, const WorkloadModel& prior,
                                    const FitOptions& options = {});

}  // namespace equizone
