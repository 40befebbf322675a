#pragma once
// What long loops ask now and then.

#include "equizone/core/deadline.hpp"
#include "equizone/core/options.hpp"

namespace equizone {

// Reports progress to the caller and tells whether there is time left. Both must outlive the result.
inline GoOn asking(const PartitionOptions& options, const Deadline& deadline, const char* stage) {
  return [&options, &deadline, stage](double fraction) {
    if (options.progress) options.progress({stage, fraction});
    return !deadline.passed();
  };
}

}  // namespace equizone
