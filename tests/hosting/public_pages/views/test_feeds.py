"""What follows us, read by parsers that aren't ours."""

from datetime import timedelta

import feedparser
import pytest
import time_machine
import vobject
from django.utils import timezone

from core.files.calendar_files import event_uid
from hosting.calendars.states import SessionState
from hosting.communities.states import CommunityState
from hosting.offers.states import OfferState
from tests.factories.hosting import (
    ActivityFactory,
    CommunityFactory,
    SessionFactory,
    StayFactory,
)

pytestmark = pytest.mark.django_db

FEEDS = ("/en/offers/feed.atom", "/en/offers/feed.rss")


@pytest.fixture(autouse=True)
def third_of_april():
    with time_machine.travel("2027-04-03 10:00", tick=False):
        yield


def followed(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    feed = feedparser.parse(
        answer.content, response_headers={"content-type": answer["Content-Type"]}
    )
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == ("atom10" if path.endswith("atom") else "rss20")
    assert feed.feed.title
    assert feed.feed.subtitle
    return feed


def make_public(**columns):
    now = timezone.now()
    return StayFactory(**{"first_published_at": now, "last_published_at": now, **columns})


@pytest.mark.parametrize("path", FEEDS)
def test_new_offers_are_followed_and_nothing_else(client, path):
    older = make_public()
    newer = make_public(first_published_at=timezone.now() + timedelta(minutes=1))
    make_public(state=OfferState.PAUSED)
    make_public(draft=True)

    feed = followed(client, path)

    assert [one.id for one in feed.entries] == [
        f"urn:hirondelle:offer:{one.public_id}" for one in (newer, older)
    ]
    first = feed.entries[0]
    assert first.link == f"http://testserver{newer.get_absolute_url()}"
    assert first.title == f"{newer.title}, {newer.place.locality.name}"
    assert first.tags[0].term == "Stay"


@pytest.mark.parametrize("form", ["atom", "rss"])
def test_the_offers_of_one_community_are_followed_by_themselves(client, form):
    mine, _other = make_public(), make_public()

    feed = followed(client, f"/fr/communautes/{mine.community.address}/feed.{form}")

    assert [one.id for one in feed.entries] == [f"urn:hirondelle:offer:{mine.public_id}"]
    assert feed.feed.title == mine.community.name


@pytest.mark.parametrize("form", ["atom", "rss"])
def test_new_communities_are_followed(client, form):
    community = CommunityFactory()
    CommunityFactory(state=CommunityState.DRAFT)

    feed = followed(client, f"/en/communities/feed.{form}")

    assert [one.title for one in feed.entries] == [community.name]


def test_a_feed_tells_no_door(client):
    stay = make_public()

    for path in FEEDS:
        assert stay.place.address not in client.get(path).content.decode()


@pytest.mark.parametrize("file", ["feed.rss", "feed.atom", "sessions.ics"])
def test_a_hidden_community_has_no_feed(client, file):
    community = CommunityFactory(state=CommunityState.DRAFT)

    assert client.get(f"/en/communities/{community.address}/{file}").status_code == 404


def dates_of(client, path):
    answer = client.get(path)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = vobject.readOne(answer.content.decode())
    calendar.validate(raiseException=True)
    return [event.uid.value for event in getattr(calendar, "vevent_list", [])]


def test_dates_to_come_of_an_activity_are_a_calendar(client):
    walk = ActivityFactory(title="Along the river; slowly, and far")
    soon = SessionFactory(activity=walk)
    SessionFactory(activity=walk, state=SessionState.CANCELLED)
    SessionFactory(
        activity=walk,
        starts_at=timezone.now() - timedelta(days=2),
        ends_at=timezone.now() - timedelta(days=1),
    )
    SessionFactory()
    path = f"/en/offers/{walk.address}/sessions.ics"

    event = vobject.readOne(client.get(path).content.decode()).vevent

    assert dates_of(client, path) == [event_uid(soon.public_id)]
    assert event.dtstart.value == soon.starts_at
    assert event.summary.value == walk.title
    assert event.location.value == walk.place.locality.name
    assert walk.place.address not in client.get(path).content.decode()


@pytest.mark.parametrize("path", FEEDS)
def test_an_entry_says_in_which_language_it_is(client, path):
    make_public(language="it", title="Il mulino")

    (entry,) = followed(client, path).entries

    assert entry.title_detail.language == "it"


def test_a_date_says_in_which_language_its_title_is(client):
    walk = ActivityFactory(title="Lungo il fiume", language="it")
    SessionFactory(activity=walk)

    event = vobject.readOne(
        client.get(f"/en/offers/{walk.address}/sessions.ics").content.decode()
    ).vevent

    assert event.summary.params == {"LANGUAGE": ["it"]}


def test_dates_of_a_community_are_those_of_its_public_activities(client):
    session = SessionFactory()
    community = session.activity.community
    SessionFactory(activity__community=community, activity__draft=True)
    SessionFactory()

    found = dates_of(client, f"/en/communities/{community.address}/sessions.ics")

    assert found == [event_uid(session.public_id)]


def test_a_calendar_is_only_of_what_has_dates(client):
    assert client.get(f"/en/offers/{StayFactory().address}/sessions.ics").status_code == 404
    walk = ActivityFactory(state=OfferState.PAUSED)
    assert client.get(f"/en/offers/{walk.address}/sessions.ics").status_code == 404


def test_a_calendar_is_read_as_often_for_three_as_for_one(client, count_queries):
    walk = ActivityFactory()
    path = f"/en/offers/{walk.address}/sessions.ics"
    asked = []
    for count in (1, 2):
        SessionFactory.create_batch(count, activity=walk)
        asked.append(count_queries(lambda: client.get(path)))

    assert asked[0] == asked[1]


def test_a_feed_is_read_as_often_for_three_as_for_one(client, count_queries):
    asked = []
    for count in (1, 2):
        for _ in range(count):
            make_public()
        asked.append(count_queries(lambda: client.get(FEEDS[0])))

    assert asked[0] == asked[1]
