#pragma once
// What a stop is as regards one factor.

#include "equizone/workload/workload_model.hpp"
#include "workload/ranges.hpp"

namespace equizone::workload {

// A category where one is given, else a number, else the first category.
enum class Said : std::uint8_t { category, number, nothing };

class Statement {
 public:
  Statement(const Categories& categories, const Labels& codes, const Values& numbers, const Range& range,
            Index stops, const std::string& about, const std::string& figure)
      : categories_(categories), codes_(codes), numbers_(numbers) {
    const std::string code = about + "_category";
    const std::string number = about + "_" + figure;
    check_size(codes.size(), stops, code);
    check_size(numbers.size(), stops, number);
    const auto known = static_cast<std::int32_t>(categories.size());
    for (Index i = 0; i < codes.size(); ++i)
      if (codes[i] < -1 || codes[i] >= known)
        throw InputError(message(code, "[", i, "] is ", codes[i], "; the model has ", known,
                                 " categories, counted from 0; -1 means none"));
    for (Index i = 0; i < numbers.size(); ++i)
      if (said(i) == Said::number && !range.holds(numbers[i]))
        throw InputError(message(number, "[", i, "] is ", numbers[i], "; ", range.wanted));
  }

  [[nodiscard]] Said said(Index stop) const {
    if (codes_.size() > 0 && codes_[stop] >= 0) return Said::category;
    return numbers_.size() > 0 && !std::isnan(numbers_[stop]) ? Said::number : Said::nothing;
  }
  [[nodiscard]] const Category& category(Index stop) const {
    return categories_[said(stop) == Said::category ? static_cast<std::size_t>(codes_[stop]) : 0];
  }
  [[nodiscard]] double value(Index stop, double Category::* figure) const {
    return said(stop) == Said::number ? numbers_[stop] : category(stop).*figure;
  }

 private:
  const Categories& categories_;
  const Labels& codes_;
  const Values& numbers_;
};

}  // namespace equizone::workload
