#pragma once
/// \file
/// Everything public, in one include. Nothing inside the library includes this file.

#include "equizone/core/error.hpp"
#include "equizone/core/options.hpp"
#include "equizone/core/partition_result.hpp"
#include "equizone/core/types.hpp"
#include "equizone/evaluation/evaluate.hpp"
#include "equizone/partition/partition.hpp"
#include "equizone/zoning/fences.hpp"
#include "equizone/zoning/locate.hpp"
