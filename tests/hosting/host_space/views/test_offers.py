"""The page of an offer in the host space, and its deeds."""

import pytest
from django.urls import reverse
from django.utils import timezone

from hosting.communities.states import MembershipState
from hosting.offers.actions.drafts import revise_offer
from hosting.offers.actions.offers import submit_offer
from hosting.offers.actions.review import request_changes
from hosting.offers.models.offers import Offer
from hosting.offers.models.stays import Stay
from hosting.offers.states import OfferState
from tests.factories.hosting import (
    MembershipFactory,
    RateFactory,
    StayFactory,
    TipFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"hosting:{name}", args=args)


def complete(**fields):
    stay = StayFactory(draft=True, declared_at=timezone.now(), declared_version=1, **fields)
    UnitFactory(stay=stay)
    RateFactory(offer=stay)
    return stay


def press(client, name, offer):
    client.force_login(offer.host)
    answer = client.post(url(name, offer.public_id), follow=True)
    return [str(message) for message in answer.context["messages"]]


def overview(client, offer):
    client.force_login(offer.host)
    return client.get(url("offer-overview", offer.public_id)).context["page"]


def test_submit_hands_it_in_once_however_often_it_is_pressed(client):
    stay = complete()

    press(client, "offer-submit", stay)
    press(client, "offer-submit", stay)

    assert stay.workflow_states.count() == 1
    page = overview(client, stay)
    assert (page.is_in_reading, page.may_write, page.may_submit) == (True, False, False)


def test_submit_says_what_is_missing(client):
    tip = TipFactory(draft=True, words="")

    told = press(client, "offer-submit", tip)

    assert told == [
        "Before you submit this offer for review, add: a description in your own words."
    ]


def test_submit_of_a_revoked_member_is_refused_with_draft_kept(client):
    stay = complete(membership__state=MembershipState.SUSPENDED)

    told = press(client, "offer-submit", stay)

    assert told == [
        "Only members can publish offers. First complete the steps to join your community."
    ]
    assert not stay.workflow_in_progress
    assert (overview(client, stay).is_member, overview(client, stay).may_submit) == (False, False)


def test_take_back_gives_the_pen_back(client):
    stay = complete()
    submit_offer(offer=stay, by=stay.host)

    press(client, "offer-take-back", stay)
    told = press(client, "offer-take-back", stay)

    assert overview(client, stay).may_submit
    assert told == [
        "This offer is no longer waiting for review: it has been "
        "reviewed or withdrawn. Reload the page."
    ]


def test_pause_reopen_and_withdraw(client):
    stay = StayFactory()

    states = []
    for name in ("offer-pause", "offer-reopen", "offer-withdraw"):
        press(client, name, stay)
        states.append(Offer.objects.get().state)

    assert states == [OfferState.PAUSED, OfferState.OPEN, OfferState.WITHDRAWN]


def test_pause_twice_says_so(client):
    stay = StayFactory(state=OfferState.PAUSED)

    told = press(client, "offer-pause", stay)

    assert told == ["This is no longer possible. Reload the page to see what has changed."]


def test_the_overview_tells_the_reason_of_a_change(client):
    stay = complete()
    submit_offer(offer=stay, by=stay.host)
    reader = MembershipFactory(community=stay.community, coordinator=True).person
    request_changes(offer=stay, reason="Say how many stairs.", by=reader)

    page = overview(client, stay)

    assert (page.state, page.note, page.may_write, page.may_submit) == (
        "tentative",
        "Say how many stairs.",
        True,
        True,
    )


def test_the_preview_shows_the_draft_as_everybody_will_see_it(client):
    stay = StayFactory(words="Old words.")
    RateFactory(offer=stay, own_name="For anyone")
    revise_offer(offer=stay, changes={"words": "New words."}, by=stay.host)
    client.force_login(stay.host)

    page = client.get(url("offer-preview", stay.public_id))
    public = client.get(stay.get_absolute_url())

    assert (page.context["page"].first_words, public.context["page"].first_words) == (
        "New words.",
        "Old words.",
    )
    assert page.context["is_preview"]
    assert "noindex" in page.content.decode()


def test_the_list_of_ones_own_offers_costs_the_same_for_many(client, django_assert_max_num_queries):
    stay = StayFactory()
    client.force_login(stay.host)
    client.get(url("host-offers"))
    for _number in range(4):
        StayFactory(host=stay.host)

    with django_assert_max_num_queries(10):
        page = client.get(url("host-offers"))

    assert len(page.context["offers"]) == 5
    assert {own.offer.pk for own in page.context["offers"]} == set(
        Stay.objects.values_list("pk", flat=True)
    )
