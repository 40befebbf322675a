import pytest
from equizone import InputError
from equizone.streets.profiles import DRIVEN_SHARE, PROFILES, Use, find_profile

VAN, E_BIKE, FOOT = (PROFILES[name] for name in ("van", "e-bike", "foot"))


def test_speed_follows_class_and_limit():
    residential = VAN.use({"highway": "residential"})
    limited = VAN.use({"highway": "residential", "maxspeed": "30"})
    assert residential == Use(40 * DRIVEN_SHARE, True, True)
    assert limited.kmh == 30 * DRIVEN_SHARE
    assert VAN.use({"highway": "primary_link"}).kmh == VAN.use({"highway": "primary"}).kmh
    speeds = [
        VAN.use({"highway": way}).kmh for way in ("motorway", "trunk", "primary", "tertiary", "service")
    ]
    assert speeds == sorted(speeds, reverse=True)


@pytest.mark.parametrize(
    ("tags", "limit_kmh"),
    [
        ({"maxspeed": "50 km/h"}, 50),
        ({"maxspeed": "20 mph"}, 20 * 1.609344),
        ({"maxspeed": "walk"}, 7),
        ({"maxspeed:forward": "70", "maxspeed:backward": "50"}, 50),
        ({"maxspeed": "none"}, 40),
        ({"maxspeed": "AT:urban"}, 40),
        ({"maxspeed": "0"}, 40),
    ],
)
def test_limits(tags, limit_kmh):
    assert VAN.use({"highway": "residential", **tags}).kmh == pytest.approx(limit_kmh * DRIVEN_SHARE)


def test_only_vans_mind_limits():
    for profile in (E_BIKE, FOOT):
        assert profile.use({"highway": "service", "maxspeed": "5"}) == profile.use({"highway": "service"})


@pytest.mark.parametrize(
    ("tags", "vehicles"),
    [
        ({"highway": "residential"}, {"van", "e-bike", "foot"}),
        ({"highway": "residential", "access": "private"}, set()),
        ({"highway": "residential", "access": "no", "foot": "yes"}, {"foot"}),
        ({"highway": "residential", "motor_vehicle": "agricultural;forestry"}, {"e-bike", "foot"}),
        ({"highway": "residential", "vehicle": "no", "motor_vehicle": "destination"}, {"van", "foot"}),
        ({"highway": "residential", "access": "customers"}, {"van", "e-bike", "foot"}),
        ({"highway": "motorway"}, {"van"}),
        ({"highway": "motorway_link"}, {"van"}),
        ({"highway": "trunk"}, {"van"}),
        ({"highway": "trunk", "bicycle": "yes"}, {"van", "e-bike"}),
        ({"highway": "cycleway"}, {"e-bike", "foot"}),
        ({"highway": "footway"}, {"foot"}),
        ({"highway": "footway", "bicycle": "yes"}, {"e-bike", "foot"}),
        ({"highway": "steps", "bicycle": "yes"}, {"foot"}),
        ({"highway": "track"}, {"e-bike", "foot"}),
        ({"highway": "track", "motor_vehicle": "permissive"}, {"van", "e-bike", "foot"}),
        ({"highway": "pedestrian", "area": "yes"}, set()),
        ({"highway": "construction"}, set()),
        ({"railway": "rail"}, set()),
    ],
)
def test_who_may_use_a_way(tags, vehicles):
    assert {name for name, profile in PROFILES.items() if profile.use(tags)} == vehicles


@pytest.mark.parametrize(
    ("tags", "directions"),
    [
        ({}, (True, True)),
        ({"oneway": "yes"}, (True, False)),
        ({"oneway": "1"}, (True, False)),
        ({"oneway": "0"}, (True, True)),
        ({"oneway": "-1"}, (False, True)),
        ({"junction": "roundabout"}, (True, False)),
        ({"junction": "roundabout", "oneway": "no"}, (True, True)),
    ],
)
def test_oneways(tags, directions):
    use = VAN.use({"highway": "residential", **tags})
    assert (use.forward, use.backward) == directions
    on_foot = FOOT.use({"highway": "residential", **tags})
    assert on_foot.forward
    assert on_foot.backward


def test_oneways_of_motorways_and_bicycles():
    assert not VAN.use({"highway": "motorway"}).backward
    assert VAN.use({"highway": "motorway_link"}).backward
    contra = {"highway": "residential", "oneway": "yes", "oneway:bicycle": "no"}
    assert E_BIKE.use(contra).backward
    assert not VAN.use(contra).backward


def test_unknown_profile():
    with pytest.raises(InputError, match="profile is 'lorry'; give van, e-bike, foot"):
        find_profile("lorry")
