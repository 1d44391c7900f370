"""Communities and sessions for programs."""

from datetime import timedelta

import pytest
import time_machine

from hosting.calendars.states import SessionState
from hosting.communities.states import CommunityState
from hosting.offers.states import OfferState
from tests.answers import fits_its_description
from tests.factories.hosting import (
    AT_TWO,
    ActivityFactory,
    CauseFactory,
    CommunityFactory,
    MembershipFactory,
    SessionFactory,
    StayFactory,
)

pytestmark = pytest.mark.django_db

COMMUNITIES, SESSIONS = "/api/v1/communities/", "/api/v1/sessions/"


@pytest.fixture(autouse=True)
def third_of_april():
    with time_machine.travel("2027-04-03 10:00", tick=False):
        yield


def ids(answer):
    return [one["id"] for one in answer.json()["items"]]


def all_ids(client, url):
    found = []
    while url:
        answer = client.get(url)
        assert answer.status_code == 200
        found += ids(answer)
        url = answer.json()["next"]
    return found


def test_communities_that_welcome_are_told_and_no_others(client):
    shown = MembershipFactory(community__name="Willow").community
    shown.causes.add(CauseFactory(slug="soil", name_en="Living soil"))
    StayFactory(community=shown)
    hidden = CommunityFactory(state=CommunityState.DRAFT)

    answer = client.get(f"{COMMUNITIES}?lang=en")

    (told,) = answer.json()["items"]
    assert (told["id"], told["members"], told["offers"]) == (shown.public_id, 2, 1)
    assert told["causes"] == [{"code": "soil", "label": "Living soil"}]
    assert client.get(f"{COMMUNITIES}{hidden.public_id}/").status_code == 404
    fits_its_description(client, COMMUNITIES, answer)
    one = client.get(f"{COMMUNITIES}{shown.public_id}/?lang=en")
    assert one.json() == told
    fits_its_description(client, f"{COMMUNITIES}{{id}}/", one)


def test_pages_of_communities_follow_each_other_though_names_are_alike(client):
    alike = CommunityFactory.create_batch(30, name="Willow")
    others = CommunityFactory.create_batch(25)

    found = all_ids(client, COMMUNITIES)

    assert len(found) == 55
    assert set(found) == {one.public_id for one in [*alike, *others]}


@pytest.mark.parametrize("mark", ["forged", "%00", "x" * 2_000])
def test_a_mark_that_we_never_gave_is_refused(client, mark):
    answer = client.get(f"{COMMUNITIES}?page={mark}")

    assert answer.status_code == 422
    assert answer.json()["type"] == "urn:hirondelle:problem:other-page"


def test_a_mark_of_another_question_or_language_is_refused(client):
    walk = ActivityFactory()
    for hour in range(30):
        start = AT_TWO + timedelta(hours=hour)
        SessionFactory(activity=walk, starts_at=start, ends_at=start + timedelta(hours=1))
    after = client.get(f"{SESSIONS}?lang=en").json()["next"]

    assert client.get(after).status_code == 200
    for other in (
        after.replace("sessions", "communities"),
        f"{after}&offer={walk.public_id}",
        after.replace("lang=en", "lang=fr"),
    ):
        assert client.get(other).status_code == 422, other


def test_sessions_to_come_of_public_activities_are_told_the_next_first(client):
    walk = ActivityFactory()
    later = SessionFactory(
        activity=walk, starts_at=AT_TWO + timedelta(days=1), ends_at=AT_TWO + timedelta(days=2)
    )
    sooner = SessionFactory(activity=walk)
    SessionFactory(activity=walk, state=SessionState.CANCELLED)
    SessionFactory(activity__state=OfferState.PAUSED)
    SessionFactory(activity__draft=True)

    answer = client.get(SESSIONS)

    assert ids(answer) == [sooner.public_id, later.public_id]
    told = answer.json()["items"][0]
    assert (told["offer"], told["seats"], told["left"]) == (walk.public_id, 8, 8)
    assert told["starts_at"].startswith("2027-05-04T14:00:00")
    fits_its_description(client, SESSIONS, answer)


def test_sessions_are_asked_by_offer_and_by_community(client):
    mine, other = SessionFactory(), SessionFactory()

    by_offer = client.get(f"{SESSIONS}?offer={mine.activity.public_id}")
    by_community = client.get(f"{SESSIONS}?community={other.activity.community.public_id}")

    assert (ids(by_offer), ids(by_community)) == ([mine.public_id], [other.public_id])


@pytest.mark.parametrize("asked", ["offer=%00", "community=nowhere", "offer=abcd2345x"])
def test_sessions_of_no_offer_are_refused(client, asked):
    answer = client.get(f"{SESSIONS}?{asked}")

    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("path", [COMMUNITIES, SESSIONS])
def test_api_queries_for_three_as_for_one(client, count_queries, path):
    asked = []
    for count in (1, 2):
        for _ in range(count):
            community = MembershipFactory().community
            community.causes.add(CauseFactory())
            SessionFactory(activity__community=community)
        asked.append(count_queries(lambda: client.get(path)))

    assert asked[0] == asked[1]
