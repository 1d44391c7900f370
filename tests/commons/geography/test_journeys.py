"""Journeys: the published figures come out, and a range says how sure we are."""

import pytest

from commons.geography.choices import TravelMode
from commons.geography.journeys import CARBON, SPEED, journey


@pytest.mark.parametrize(
    ("mode", "kilogrammes"), [(TravelMode.HIGH_SPEED, 3.19), (TravelMode.INTERCITY, 9.77)]
)
def test_journey_agrees_with_the_source_for_lille_nice(mode, kilogrammes):
    way = journey(mode, straight=0, known=1_090_000)

    assert way.carbon.likely == pytest.approx(kilogrammes, rel=0.02)


def test_journey_along_a_known_way_is_exact():
    way = journey(TravelMode.BIKE, straight=30_000, known=42_000)

    assert (way.kilometres.likely, way.kilometres.is_exact) == (42, True)
    assert way.minutes.likely == 180


def test_journey_as_the_crow_flies_says_how_sure_it_is():
    way = journey(TravelMode.CAR, straight=100_000)

    figures = (way.kilometres.least, way.kilometres.likely, way.kilometres.most)
    assert figures == (120, 130, 150)
    assert way.carbon.least < way.carbon.likely < way.carbon.most


@pytest.mark.parametrize(
    ("kilometres", "factor"),
    [(500, 0.2246), (1_000, 0.2246), (1_500, 0.1847), (4_000, 0.1668), (9_000, 0.1779)],
)
def test_journey_by_plane_weighs_more_the_shorter_it_is(kilometres, factor):
    way = journey(TravelMode.PLANE, straight=kilometres * 1000)

    assert way.carbon.likely == pytest.approx(kilometres * factor)


def test_every_means_has_its_figures():
    ground = set(TravelMode) - {TravelMode.PLANE}

    assert (set(CARBON), set(SPEED)) == (ground, set(TravelMode))
