// Scores of anybody's labels.

#include <pybind11/stl.h>

#include "arrays.hpp"
#include "barriers.hpp"
#include "docstrings.hpp"
#include "equizone/equizone.hpp"
#include "polygons.hpp"

namespace equizone::python {

namespace {

using H = const py::object&;

// Shapely is imported only where polygons are given.
py::module_ shapes_module() { return py::module_::import("equizone.fencing.shapes"); }

// What Python adds: tables of the figures.
py::object tables_module() { return py::module_::import("equizone.scoring.tables"); }

void bind_balance(py::module_& module) {
  using B = const LoadBalance&;
  py::class_<LoadBalance> type(module, "LoadBalance", doc::LoadBalance);
  property(type, "most", [](B b, H) { return b.most; }, doc::LoadBalance_most);
  property(type, "least", [](B b, H) { return b.least; }, doc::LoadBalance_least);
  property(type, "mean", [](B b, H) { return b.mean; }, doc::LoadBalance_mean);
  property(type, "deviation", [](B b, H) { return b.deviation; }, doc::LoadBalance_deviation);
  property(type, "gini", [](B b, H) { return b.gini; }, doc::LoadBalance_gini);
  type.def("__repr__", [](B b) {
    return message("LoadBalance(most=", b.most, ", least=", b.least, ", deviation=", b.deviation,
                   ", gini=", b.gini, ")");
  });
  module.def(
      "load_balance",
      [](const ArrayLike& zone_loads) { return load_balance(to_values(zone_loads, "zone_loads")); },
      py::arg("zone_loads"), doc::load_balance);
}

void bind_shapes(py::module_& module) {
  using S = const ZoneShapes&;
  py::class_<ZoneShapes> type(module, "ZoneShapes", doc::ZoneShapes);
  property(type, "areas_m2", [](S s, H self) { return view(s.areas_m2, self); }, doc::ZoneShapes_areas_m2);
  property(
      type, "perimeters_m", [](S s, H self) { return view(s.perimeters_m, self); },
      doc::ZoneShapes_perimeters_m);
  property(
      type, "polsby_popper", [](S s, H self) { return view(s.polsby_popper, self); },
      doc::ZoneShapes_polsby_popper);
  property(type, "reock", [](S s, H self) { return view(s.reock, self); }, doc::ZoneShapes_reock);
  property(type, "inertia", [](S s, H self) { return view(s.inertia, self); }, doc::ZoneShapes_inertia);
  property(type, "border_m", [](S s, H) { return s.border_m; }, doc::ZoneShapes_border_m);
  type.def("__repr__", [](S s) {
    return message("ZoneShapes(zones=", s.areas_m2.size(), ", border_m=", s.border_m, ")");
  });
  module.def(
      "zone_shapes",
      [](const py::object& fences) {
        const py::object ragged = shapes_module().attr("ragged_fences")(fences);
        const std::vector<MultiPolygon> polygons = to_blocks(ragged.cast<RaggedBlocks>());
        const py::gil_scoped_release no_gil;
        return zone_shapes(polygons);
      },
      py::arg("fences"), doc::zone_shapes);
  module.def(
      "hull_overlap",
      [](const ArrayLike& points, const ArrayLike& labels, const std::optional<Whole>& zones) {
        return hull_overlap(to_points(points), to_labels(labels),
                            zones ? to_whole<Index>(*zones, "zones") : 0);
      },
      py::arg("points"), py::arg("labels"), py::arg("zones") = py::none(), doc::hull_overlap);
}

void bind_churn(py::module_& module) {
  using C = const Churn&;
  py::class_<Churn> type(module, "Churn", doc::Churn);
  property(type, "share", [](C c, H) { return c.share; }, doc::Churn_share);
  property(type, "by_number", [](C c, H) { return c.by_number; }, doc::Churn_by_number);
  property(type, "continues", [](C c, H self) { return view(c.continues, self); }, doc::Churn_continues);
  type.def("__repr__",
           [](C c) { return message("Churn(share=", c.share, ", by_number=", c.by_number, ")"); });
  module.def(
      "churn",
      [](const ArrayLike& loads, const ArrayLike& labels, const ArrayLike& reference) {
        return churn(to_values(loads, "loads"), to_labels(labels), to_labels(reference, "reference"));
      },
      py::arg("loads"), py::arg("labels"), py::arg("reference"), doc::churn);
}

void bind_far_stops(py::module_& module) {
  module.def(
      "far_stops",
      [](const ArrayLike& points, const ArrayLike& labels, const ArrayLike& centers, const Real& factor) {
        return to_array(far_stops(to_points(points), to_labels(labels), to_points(centers, "centers"),
                                  to_real(factor, "factor")));
      },
      py::arg("points"), py::arg("labels"), py::arg("centers"), py::arg("factor") = default_far_factor,
      doc::far_stops);
}

void bind_evaluation_class(py::module_& module) {
  using E = const Evaluation&;
  py::class_<Evaluation> type(module, "Evaluation", doc::Evaluation);
  property(type, "zones", [](E e, H) { return e.zones; }, doc::Evaluation_zones);
  property(type, "stops", [](E e, H self) { return view(e.stops, self); }, doc::Evaluation_stops);
  property(
      type, "zone_loads", [](E e, H self) { return view(e.zone_loads, self); }, doc::Evaluation_zone_loads);
  property(type, "centers", [](E e, H self) { return view(e.centers, self); }, doc::Evaluation_centers);
  property(
      type, "zone_costs", [](E e, H self) { return view(e.zone_costs, self); }, doc::Evaluation_zone_costs);
  property(type, "cost", [](E e, H) { return e.cost; }, doc::Evaluation_cost);
  property(type, "imbalance", [](E e, H) { return e.imbalance; }, doc::Evaluation_imbalance);
  property(type, "shortfall", [](E e, H) { return e.shortfall; }, doc::Evaluation_shortfall);
  property(type, "empty_zones", [](E e, H) { return e.empty_zones; }, doc::Evaluation_empty_zones);
  property(type, "pieces", [](E e, H self) { return view(e.pieces, self); }, doc::Evaluation_pieces);
  property(type, "stray_load", [](E e, H) { return e.stray_load; }, doc::Evaluation_stray_load);
  property(type, "balance", [](E e, H) { return e.balance; }, doc::Evaluation_balance);
  property(type, "shapes", [](E e, H) { return e.shapes; }, doc::Evaluation_shapes);
  property(type, "hull_overlap", [](E e, H) { return e.hull_overlap; }, doc::Evaluation_hull_overlap);
  property(type, "travel_km", [](E e, H self) { return view(e.travel_km, self); }, doc::Evaluation_travel_km);
  property(type, "crossing_load", [](E e, H) { return e.crossing_load; }, doc::Evaluation_crossing_load);
  property(type, "crossing_zones", [](E e, H) { return e.crossing_zones; }, doc::Evaluation_crossing_zones);
  property(type, "far", [](E e, H) { return to_array(e.far); }, doc::Evaluation_far);
  property(type, "churn", [](E e, H) { return e.churn; }, doc::Evaluation_churn);
  type.def(
      "summary", [](H self) { return tables_module().attr("summary")(self); },
      "All figures of the zones together, as a dict; units are in the names.");
  type.def(
      "to_frame", [](H self) { return tables_module().attr("zones_frame")(self); },
      "A DataFrame with a row for each zone; units are in the names.");
  type.def("__repr__", [](E e) {
    return message("Evaluation(zones=", e.zones, ", imbalance=", e.imbalance, ", shortfall=", e.shortfall,
                   ", cost=", e.cost, ", stray_load=", e.stray_load, ")");
  });
}

}  // namespace

void bind_evaluation(py::module_& module) {
  bind_balance(module);
  bind_shapes(module);
  bind_churn(module);
  bind_far_stops(module);
  bind_evaluation_class(module);
  module.def(
      "evaluate",
      [](const ArrayLike& points, const ArrayLike& loads, const ArrayLike& labels,
         const std::optional<Whole>& zones, const std::optional<ArrayLike>& targets,
         const std::optional<ArrayLike>& reference, const py::object& barriers,
         const std::optional<ArrayLike>& station, const Real& beta, const py::object& area, const Flag& land,
         const Real& far_factor) {
        const Points places = to_points(points);
        const Values values = to_values(loads, "loads");
        const Labels zone_of = to_labels(labels);
        EvaluationOptions options;
        options.zones = zones ? to_whole<Index>(*zones, "zones") : 0;
        options.targets = to_values(targets, "targets");
        if (reference) options.reference = to_labels(*reference, "reference");
        options.barriers = to_barriers(barriers);
        options.station = to_place(station);
        options.beta = to_real(beta, "beta");
        if (!area.is_none())
          options.area = to_area(shapes_module().attr("ragged_area")(area).cast<RaggedArea>());
        options.land = to_flag(land, "land");
        options.far_factor = to_real(far_factor, "far_factor");
        const py::gil_scoped_release no_gil;
        return evaluate(places, values, zone_of, options);
      },
      py::arg("points"), py::arg("loads"), py::arg("labels"), py::arg("zones") = py::none(),
      py::arg("targets") = py::none(), py::kw_only(), py::arg("reference") = py::none(),
      py::arg("barriers") = py::none(), py::arg("station") = py::none(), py::arg("beta") = default_beta,
      py::arg("area") = py::none(), py::arg("land") = true, py::arg("far_factor") = default_far_factor,
      doc::evaluate);
}

}  // namespace equizone::python
