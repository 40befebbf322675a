#pragma once
/// \file
/// Everything public, in one include. Nothing inside the library includes this file.

#include "equizone/barrier/barrier_lines.hpp"
#include "equizone/barrier/neighbour_graph.hpp"
#include "equizone/core/error.hpp"
#include "equizone/core/options.hpp"
#include "equizone/core/partition_result.hpp"
#include "equizone/core/types.hpp"
#include "equizone/evaluation/certificate.hpp"
#include "equizone/evaluation/contiguity.hpp"
#include "equizone/evaluation/evaluate.hpp"
#include "equizone/partition/partition.hpp"
#include "equizone/tour/travel_estimate.hpp"
#include "equizone/workload/calibration.hpp"
#include "equizone/workload/couriers_needed.hpp"
#include "equizone/workload/hierarchy.hpp"
#include "equizone/workload/workload_model.hpp"
#include "equizone/zoning/blocks.hpp"
#include "equizone/zoning/fences.hpp"
#include "equizone/zoning/locate.hpp"
#include "equizone/zoning/occupied_area.hpp"
