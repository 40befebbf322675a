#pragma once
/// \file
/// Vectors whose new entries are not set.

#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace equizone {

/// Leaves entries without arguments as the memory is.
template <class T>
struct UnsetAllocator : std::allocator<T> {
  template <class U>
  struct rebind {
    using other = UnsetAllocator<U>;
  };

  template <class U>
  void construct(U* /*place*/) noexcept {
    static_assert(std::is_aggregate_v<U> || std::is_arithmetic_v<U>);
    static_assert(std::is_trivially_copyable_v<U> && std::is_trivially_destructible_v<U>);
  }
  template <class U, class... Arguments>
  void construct(U* place, Arguments&&... arguments) {
    std::construct_at(place, std::forward<Arguments>(arguments)...);
  }
};

/// For long arrays that several threads fill: the first write to memory, which is when it is made available,
/// is then theirs too. Entries that resize() adds must be written before they are read.
template <class T>
using UnsetVector = std::vector<T, UnsetAllocator<T>>;

}  // namespace equizone
