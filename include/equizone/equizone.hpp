#pragma once
/// \file
/// Everything public, in one include. Nothing inside the library includes this file.

#include "equizone/core/error.hpp"
#include "equizone/core/types.hpp"
#include "equizone/evaluation/evaluate.hpp"
#include "equizone/partition/options.hpp"
#include "equizone/partition/partition.hpp"
#include "equizone/zoning/fences.hpp"
#include "equizone/zoning/locate.hpp"
