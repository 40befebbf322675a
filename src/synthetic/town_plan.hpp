#pragma once
// A town: a dense centre, estates of towers, business parks, suburbs, main streets from the centre to each of
// them, and single houses.

#include "synthetic/settlement.hpp"

namespace equizone::synthetic {

class TownPlan {
 public:
  TownPlan(Index stops, Random& random);

  [[nodiscard]] const Settlement& settlement() const { return settlement_; }
  void build(StationBuilder& builder, const IsFree& is_free = everywhere) const;

 private:
  void build_main_streets(StationBuilder& builder, const IsFree& is_free) const;
  void build_scattered(StationBuilder& builder, const IsFree& is_free) const;

  Settlement settlement_;
  Index on_main_streets_;
  Index scattered_;  // single houses outside all parts
};

}  // namespace equizone::synthetic
