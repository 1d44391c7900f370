"""The host's day."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from hosting.communities.states import MembershipState
from hosting.requests.states import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.conversations import ParticipantFactory
from tests.factories.hosting import (
    AgreementFactory,
    MembershipFactory,
    RequestFactory,
    StayFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db

TODAY = "hosting:host-today"


@pytest.fixture(autouse=True)
def first_of_may():
    with time_machine.travel("2027-05-01 10:00", tick=False):
        yield


def test_today_asks_for_somebody(client):
    assert client.get(reverse(TODAY)).status_code == 302


@pytest.mark.parametrize("state", [None, MembershipState.LEFT])
def test_today_says_how_to_join(client, state):
    person = MembershipFactory(state=state).person if state else UserFactory()
    client.force_login(person)

    page = client.get(reverse(TODAY))

    assert page.templates[0].name == "host_space/join.html"
    assert reverse("hosting:community-list") in page.content.decode()


def test_whoever_belongs_nowhere_is_led_to_the_communities_before_writing(client):
    client.force_login(UserFactory())

    assert client.get(reverse("hosting:offer-start")).url == reverse(TODAY)


def test_today_shows_who_waits_who_arrives_and_ones_offers(client):
    stay = StayFactory()
    unit = UnitFactory(stay=stay)
    asked = RequestFactory(unit=unit, check_in=date(2027, 6, 1), check_out=date(2027, 6, 4))
    asked.thread.messages.create(author=asked.guest, body="We like mills.")
    ParticipantFactory(thread=asked.thread)
    expected = AgreementFactory(request__unit=unit, request__state=RequestState.AGREED)
    RequestFactory()
    client.force_login(stay.host)

    desk = client.get(reverse(TODAY)).context["desk"]

    assert [(row.request, row.words, row.clock.label) for row in desk.waiting] == [
        (asked, "We like mills.", "2 days left")
    ]
    assert desk.arriving == [expected]
    assert [(own.offer, own.state) for own in desk.offers] == [(stay.offer_ptr, "open")]
    assert [onboarding.membership.community for onboarding in desk.onboardings] == [stay.community]
    assert (desk.unit, desk.month.first) == (unit, date(2027, 5, 1))


def test_today_of_a_candidate_shows_every_step(client):
    membership = MembershipFactory(candidate=True)
    client.force_login(membership.person)

    page = client.get(reverse(TODAY))

    (onboarding,) = page.context["desk"].onboardings
    assert (onboarding.membership, len(onboarding.steps), onboarding.done) == (membership, 6, 1)
    assert page.context["desk"].month is None


def test_today_costs_the_same_for_many(client, django_assert_max_num_queries):
    stay = StayFactory()
    unit = UnitFactory(stay=stay)
    client.force_login(stay.host)
    client.get(reverse(TODAY))
    for month in (6, 7, 8):
        RequestFactory(unit=unit, check_in=date(2027, month, 1), check_out=date(2027, month, 4))
        StayFactory(host=stay.host, community=stay.community)

    with django_assert_max_num_queries(20):
        page = client.get(reverse(TODAY))

    assert len(page.context["desk"].waiting) == 3
