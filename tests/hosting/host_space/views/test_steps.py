"""The steps of writing an offer, each sent as a phone without JavaScript sends it."""

import pytest
import time_machine
from django.urls import reverse

from core.values.geo import Point
from hosting.offers.models.offers import Offer
from hosting.offers.models.stays import Stay
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import (
    StayFactory,
    TipFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def first_of_may():
    with time_machine.travel("2027-05-01 10:00", tick=False):
        yield


def draft_of(offer):
    return Offer.objects.get(pk=offer.pk).specific.get_latest_revision_as_object()


def test_each_step_leads_to_the_next(send):
    tip = TipFactory(draft=True)

    answer = send("offer-words", tip, title="The ford", words="Cold.", language="en")

    assert answer.url == reverse("hosting:offer-place", args=[tip.public_id])
    assert (draft_of(tip).title, draft_of(tip).words) == ("The ford", "Cold.")


def test_the_last_step_leads_to_the_overview(send):
    tip = TipFactory(draft=True)

    answer = send("offer-access", tip, entrance_steps="1", has_lift="false")

    assert answer.url == reverse("hosting:offer-overview", args=[tip.public_id])
    (survey,) = draft_of(tip).access_surveys.all()
    assert (survey.entrance_steps, survey.has_lift, survey.has_ramp) == (1, False, None)


def test_access_shows_what_was_measured(client, send):
    tip = TipFactory(draft=True)
    send("offer-access", tip, has_lift="true")

    page = client.get(reverse("hosting:offer-access", args=[tip.public_id]))

    assert page.context["form"]["has_lift"].value() is True


def test_limits_and_finds_are_kept(send):
    stay = StayFactory(draft=True)
    limits = {
        "party_min": "2",
        "party_max": "4",
        "season_from": "4",
        "season_until": "10",
        "notice_days": "3",
        "min_nights": "2",
        "max_nights": "",
        "arrival_from": "17:00",
        "departure_until": "10:00",
        "house_rules": "No shoes.",
    }

    send("offer-limits", stay, **limits)
    send("offer-finds", stay, without_car="Bus 3.", station_name="Loches", station_distance="900")

    draft = draft_of(stay)
    assert (draft.party_min, draft.season_from, draft.max_nights, draft.house_rules) == (
        2,
        4,
        None,
        "No shoes.",
    )
    assert (draft.without_car, draft.station_distance) == ("Bus 3.", 900)


def test_a_place_may_be_the_middle_of_its_commune(send):
    tip = TipFactory(draft=True, place=None)
    locality = LocalityFactory(name="Loches")

    send("offer-place", tip, locality=locality.label, address="7 Canary Lane")

    assert Offer.objects.get().place.exact_point == locality.point


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"address": ""}, "address"),
        ({"locality": "Atlantis"}, "locality"),
        ({"exact": "47.29"}, "exact"),
        ({"exact": "91, 1"}, "exact"),
        ({"exact": "10, 10"}, "exact"),
        ({"exact": "nan, 1.1"}, "exact"),
        ({"exact": "1.1, 2.2, 3.3"}, "exact"),
        ({"exact": "<script>"}, "exact"),
    ],
)
def test_an_impossible_place_is_refused(send, data, field):
    tip = TipFactory(draft=True, place=None)
    locality = LocalityFactory(name="Loches")

    answer = send(
        "offer-place", tip, **({"locality": locality.label, "address": "7 Canary Lane"} | data)
    )

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert Offer.objects.get().place is None


@pytest.mark.parametrize(
    "said",
    ["47.292187, 1.100219", "47,292187 ; 1,100219", " 47.292187 1.100219", "47.292187,1.100219"],
)
def test_an_exact_point_is_read_as_people_copy_it(send, said):
    tip = TipFactory(draft=True, place=None)
    locality = LocalityFactory(name="Loches")

    send("offer-place", tip, locality=locality.label, address="7 Canary Lane", exact=said)

    assert Offer.objects.get().place.exact_point == Point(47.292187, 1.100219)


def test_a_place_that_is_corrected_stands_in_its_form(client):
    tip = TipFactory(draft=True)
    client.force_login(tip.host)

    page = client.get(reverse("hosting:offer-place", args=[tip.public_id]))

    form = page.context["form"]
    assert (form["address"].value(), form["exact"].value()) == (
        "7 Canary Lane",
        "47.292187, 1.100219",
    )


def test_a_second_offer_may_be_at_the_same_place(client, send):
    stay = StayFactory()
    tip = TipFactory(host=stay.host, draft=True, place=None)
    client.force_login(stay.host)

    page = client.get(reverse("hosting:offer-place", args=[tip.public_id]))
    send("place-share", tip, stay.place.public_id)

    assert page.context["others"] == [stay.place]
    assert Offer.objects.get(pk=tip.pk).place == stay.place


def test_a_place_of_somebody_else_cant_be_shared(send):
    tip, elsewhere = TipFactory(draft=True, place=None), StayFactory()

    answer = send("place-share", tip, elsewhere.place.public_id)

    assert answer.status_code == 404
    assert Offer.objects.get(pk=tip.pk).place is None


def test_the_statement_is_sworn_in_its_newest_version(client, send):
    stay = StayFactory(draft=True)
    client.force_login(stay.host)
    sworn = {"is_main_residence": "True", "registration_number": "37-1", "sworn": "on"}

    page = client.get(reverse("hosting:offer-declaration", args=[stay.public_id]))
    old = send("offer-declaration", stay, version="0", **sworn)
    new = send("offer-declaration", stay, version=page.context["form"]["version"].value(), **sworn)

    assert (old.status_code, new.status_code) == (422, 302)
    assert Stay.objects.get().declared_version == 3
