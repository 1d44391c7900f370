"""Where an offer is, and what of it everybody may know."""

from math import atan2, sin

import pytest
from django.core.exceptions import PermissionDenied
from django.test import override_settings
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from commons.audit.models import AuditEntry
from core.values.geo import CLOSE, SPARSE, VERY_SPARSE, Point
from hosting.offers.actions.places import locate_offer, set_points, share_place
from hosting.offers.errors import WithdrawnOfferError
from hosting.offers.models.places import Place
from hosting.offers.models.stays import Stay
from hosting.offers.states import OfferState
from tests.factories.accounts import UserFactory
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import PlaceFactory, StayFactory, TipFactory

pytestmark = pytest.mark.django_db

DOOR = Point(47.292187, 1.100219)


def located(offer, exact=DOOR, **fields):
    says = {"address": "7 Canary Lane", "directions": "The blue gate."} | fields
    locality = says.pop("locality", None) or LocalityFactory(population=3_000)
    return locate_offer(offer=offer, locality=locality, exact=exact, by=offer.host, **says)


def test_locate_offer_keeps_the_door_and_shows_a_point_near_it(heard):
    stay = StayFactory(place=None)

    place = located(stay)

    stay.refresh_from_db()
    assert stay.place == place
    assert (place.exact_point, place.address, place.host) == (DOOR, "7 Canary Lane", stay.host)
    assert 500 <= place.public_point.distance_to(DOOR) <= CLOSE.farthest + 80
    assert place.radius == CLOSE.farthest
    assert heard == [("changed", stay.pk)]
    assert AuditEntry.objects.get().data == {}


def test_a_stay_that_moves_to_france_waits_for_its_statement():
    here = StayFactory(place__locality__country="BE")
    sworn = StayFactory(place__locality__country="BE", declared_at=timezone.now())
    french = StayFactory()

    for stay in (here, sworn, french):
        located(stay)
        stay.refresh_from_db()

    assert [one.state for one in (here, sworn, french)] == ["paused", "open", "open"]


def test_locate_offer_stays_the_same_way_off_after_every_correction():
    stay = StayFactory(place=None)
    locality = LocalityFactory(population=3_000)

    first = located(stay, locality=locality)
    shown = first.public_point
    again = located(stay, locality=locality, address="9 Canary Lane")
    there = located(stay, locality=locality, exact=Point(DOOR.latitude + 0.002, DOOR.longitude))

    assert (again.public_point, again.pk) == (shown, first.pk)
    assert there.public_point.latitude == pytest.approx(shown.latitude + 0.002, abs=0.0011)
    assert there.public_point.longitude == pytest.approx(shown.longitude, abs=0.0011)


def test_locate_offer_draws_the_point_anew_after_a_move():
    away, offsets = Point(DOOR.latitude + 0.1, DOOR.longitude), []
    for _ in range(4):  # what is drawn anew may come out beside what was drawn before, once
        stay, locality = StayFactory(place=None), LocalityFactory(population=3_000)
        first = located(stay, locality=locality)
        before, seed = _offset(first.public_point), first.reference
        moved = located(stay, locality=locality, exact=away)
        offsets.append((before, _offset(moved.public_point, away)))

        assert (moved.pk, moved.exact_point) == (first.pk, away)
        assert moved.reference != seed

    assert any(after != pytest.approx(before, abs=0.0011) for before, after in offsets)


def test_locate_offer_never_shrinks_a_ring():
    stay = StayFactory(place=None)

    sparse = located(stay, locality=LocalityFactory(population=120))
    radius, shown = sparse.radius, sparse.public_point
    corrected = located(stay, locality=LocalityFactory(population=90_000))

    assert (corrected.radius, corrected.public_point) == (radius, shown)
    assert radius == VERY_SPARSE.farthest


def test_a_ring_that_grows_has_a_direction_of_its_own():
    turns = []
    for _ in range(5):  # two directions that are drawn apart may be nearly the same, once
        stay = StayFactory(place=None)
        close = located(stay, locality=LocalityFactory(population=90_000)).public_point
        sparse = located(stay, locality=LocalityFactory(population=900))
        turns.append(_direction(_offset(sparse.public_point)) - _direction(_offset(close)))

        assert sparse.radius == SPARSE.farthest

    assert max(abs(sin(turn)) for turn in turns) > 0.05


def _direction(offset):
    return atan2(*offset)


def _offset(shown, exact=DOOR):
    return shown.latitude - exact.latitude, shown.longitude - exact.longitude


def test_doors_side_by_side_lie_the_same_way_off():
    stay = StayFactory(place=None)
    tip = TipFactory(host=stay.host, place=None)
    locality = LocalityFactory(population=3_000)

    one = located(stay, locality=locality)
    next_door = located(tip, locality=locality, exact=Point(DOOR.latitude + 0.001, DOOR.longitude))

    assert one != next_door
    assert next_door.latitude - one.latitude == pytest.approx(0.001, abs=0.0011)
    assert next_door.longitude == pytest.approx(one.longitude, abs=0.0011)


def test_the_public_point_hangs_on_a_secret_of_the_server():
    stays = StayFactory.create_batch(3, place=None)  # of one alone both secrets may give the same
    shown = [located(stay).public_point for stay in stays]

    with override_settings(HOSTING_PLACE_SECRET="another"):
        elsewhere = [located(stay).public_point for stay in stays]

    assert elsewhere != shown


@settings(deadline=None, max_examples=300)
@given(
    latitude=st.floats(34.5, 71.2),
    longitude=st.floats(-31.3, 45.0),
    population=st.sampled_from([0, 299, 300, 1_999, 2_000, 2_000_000]),
)
def test_no_public_point_in_europe_is_nearer_than_500_metres(latitude, longitude, population):
    place = Place(host_id=0)
    exact = Point(latitude, longitude)

    set_points(place, locality=LocalityFactory.build(population=population), exact=exact)

    off = place.public_point.distance_to(exact)
    assert 500 <= off <= place.radius + 80
    assert (round(place.latitude, 3), round(place.longitude, 3)) == (
        place.latitude,
        place.longitude,
    )


def test_locate_offer_is_the_hosts_own_deed():
    stay = StayFactory()

    with pytest.raises(PermissionDenied):
        locate_offer(
            offer=stay,
            locality=LocalityFactory(),
            address="Mine",
            directions="",
            exact=DOOR,
            by=UserFactory(),
        )


def test_locate_offer_refuses_what_was_withdrawn():
    with pytest.raises(WithdrawnOfferError):
        located(StayFactory(state=OfferState.WITHDRAWN))


def test_share_place_puts_two_offers_behind_one_door():
    stay = StayFactory()
    tip = TipFactory(host=stay.host, place=None)

    share_place(offer=tip, place=stay.place, by=stay.host)

    tip.refresh_from_db()
    assert tip.place == stay.place


def test_locate_offer_announces_every_offer_at_the_place(heard):
    stay = StayFactory(place=None)
    place = located(stay)
    tip = TipFactory(host=stay.host, place=place)
    heard.clear()

    located(tip, exact=Point(DOOR.latitude + 0.1, DOOR.longitude))

    assert heard == [("changed", stay.pk), ("changed", tip.pk)]


@pytest.mark.parametrize("whose", ["offer", "place"])
def test_share_place_takes_only_what_is_ones_own(whose):
    stay = StayFactory()
    place = PlaceFactory() if whose == "place" else stay.place
    by = stay.host if whose == "place" else UserFactory()

    with pytest.raises(PermissionDenied):
        share_place(offer=stay, place=place, by=by)

    assert Stay.objects.get().place == stay.place
