"""Street networks of maps, in the coordinate system of the stops."""

import pickle

import equizone
import geopandas
import numpy as np
import pytest
import shapely
from conftest import ROOT
from equizone import InputError, StreetNetwork, Streets
from mapped_town import STEP_M, place, write_town

UTM, SWISS = 32632, 2056
LIECHTENSTEIN = ROOT / "examples" / "data" / "liechtenstein" / "map.osm.pbf"

pytestmark = pytest.mark.usefixtures("own_cache")


def at(places, crs=UTM):
    """Return places of the grid in metres."""
    degrees = geopandas.GeoSeries([shapely.Point(place(*step)) for step in places], crs=4326)
    return shapely.get_coordinates(degrees.to_crs(crs).to_numpy())


@pytest.fixture
def town(tmp_path):
    return write_town(tmp_path / "town.osm")


def steps(network, start, end, crs=UTM):
    return network.distances_from(at([start], crs), at([end], crs))[0, 0] / STEP_M


def test_metres_of_an_extract_are_those_of_utm(town):
    network = StreetNetwork.from_osm(town)
    assert network.crs == UTM
    assert isinstance(network, equizone.StreetNetwork)
    assert steps(network, (0, 0), (3, 0)) == pytest.approx(3, rel=2e-3)
    assert steps(network, (0.25, 0), (0.75, 0)) == pytest.approx(0.5, rel=2e-3)
    assert steps(network, (0, 0), (3, 2)) == pytest.approx(5, rel=2e-3)


def test_a_oneway_is_kept_and_a_footpath_is_for_walkers(town):
    van, foot = StreetNetwork.from_osm(town), StreetNetwork.from_osm(town, "foot")
    assert not np.isfinite(steps(van, (3, 0), (0, 0)))
    assert steps(foot, (3, 0), (0, 0)) == pytest.approx(3, rel=2e-3)
    assert steps(foot, (1, 0), (1, 2)) == pytest.approx(2, rel=2e-3)
    assert not np.isfinite(steps(van, (1, 0), (1, 2)))  # the footbridge is none for a van


def test_the_crs_that_is_given_is_that_of_the_nodes(town):
    utm, swiss = StreetNetwork.from_osm(town), StreetNetwork.from_osm(town, crs=SWISS)
    assert swiss.crs == SWISS
    for way in [((0, 0), (3, 0)), ((0, 0), (0, 2)), ((0, 1), (2, 0))]:
        assert steps(swiss, *way, crs=SWISS) == pytest.approx(steps(utm, *way), rel=1e-3)


def test_minutes_follow_the_speed_of_the_class(town):
    minutes = StreetNetwork.from_osm(town, unit="minutes")
    primary = minutes.distances_from(at([(0, 0)]), at([(3, 0)]))[0, 0]
    residential = minutes.distances_from(at([(0, 2)]), at([(1, 2)]))[0, 0]
    sixty_kmh = 3 * STEP_M / 1000  # minutes at the limit
    assert sixty_kmh * (1 - 5e-3) <= primary <= 3 * sixty_kmh
    assert primary / 3 < residential < np.inf


def test_from_streets_and_from_osm_are_the_same(town):
    streets = Streets.from_osm(town)
    ends = at([(0, 0), (3, 2), (1.5, 0), (0, 1)])
    ways = [
        network.distances_from(ends, ends)
        for network in (
            StreetNetwork.from_osm(town, crs=UTM),
            StreetNetwork.from_streets(streets, UTM),
            StreetNetwork.from_streets(streets.to_crs(UTM), UTM),
            StreetNetwork.from_streets(streets.to_crs(SWISS), UTM),
        )
    ]
    for others in ways[1:]:
        np.testing.assert_allclose(others, ways[0], atol=0.01)


def test_a_network_of_ones_own_names_no_crs():
    network = StreetNetwork([[0, 0], [100, 0]], [[0, 1], [1, 0]])
    assert network.crs is None
    assert network.distances_from([[10, 0]], [[90, 0]]) == pytest.approx(80)


def test_a_subclass_stays_one(town):
    class Own(StreetNetwork):
        pass

    assert isinstance(Own.from_osm(town), Own)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"crs": 4326}, "which is not projected; give one in metres"),
        ({"crs": "EPSG:2263"}, "in metres"),  # feet
        ({"crs": "nonsense"}, "crs is 'nonsense'"),
        ({"profile": "tank"}, "profile is 'tank'"),
        ({"unit": "miles"}, "unit is 'miles'"),
    ],
)
def test_bad_options_are_one_line(town, options, words):
    with pytest.raises(InputError, match=words) as caught:
        StreetNetwork.from_osm(town, **options)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_extract_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"nowhere\.osm\.pbf does not exist"):
        StreetNetwork.from_osm(tmp_path / "nowhere.osm.pbf")
    (tmp_path / "text.osm.pbf").write_text("no map")
    with pytest.raises(InputError, match="cannot be read"):
        StreetNetwork.from_osm(tmp_path / "text.osm.pbf")


def test_a_partition_along_the_streets_of_an_extract():
    network = StreetNetwork.from_osm(LIECHTENSTEIN)
    assert network.crs == UTM
    again = pickle.loads(pickle.dumps(network))
    assert isinstance(again, StreetNetwork)
    assert again.crs == UTM
    for name in ("nodes", "edges", "lengths"):
        np.testing.assert_array_equal(getattr(again, name), getattr(network, name))
    assert again.walk_per_m == network.walk_per_m
    stops = geopandas.read_file(LIECHTENSTEIN.parent / "stops.csv").astype({"lon": float, "lat": float})
    degrees = geopandas.GeoSeries.from_xy(stops["lon"], stops["lat"], crs=4326).iloc[::4]
    points = shapely.get_coordinates(degrees.to_crs(network.crs).to_numpy())
    loads = np.ones(len(points))
    metric = equizone.NetworkMetric(network)
    result = equizone.partition(points, loads, zones=12, tolerance=0.05, metric=metric, effort="fast")
    assert result.status == "ok"
    assert (result.labels[result.center_stops] == np.arange(12)).all()
    ways = network.distances_from(points[result.center_stops], points)[result.labels, np.arange(len(points))]
    reached = np.isfinite(ways)
    assert (np.flatnonzero(~reached) == result.unreachable).all()
    straight = np.hypot(*(points - points[result.center_stops][result.labels]).T)
    assert (ways[reached] >= straight[reached] * (1 - 1e-3) - 1e-6).all()
    if reached.all():
        assert result.cost == pytest.approx(ways.sum())
    planar = equizone.partition(points, loads, zones=12, tolerance=0.05, effort="fast")
    assert result.cost < equizone.medians(points, loads, planar.labels, metric).cost
    again = pickle.loads(pickle.dumps(result))
    assert (again.labels == result.labels).all()
