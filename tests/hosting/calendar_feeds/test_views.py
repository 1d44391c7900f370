"""The page of the calendars that a host keeps elsewhere."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commons.outbox.models import OutboxEntry
from hosting.calendar_conflicts.actions import update_conflicts
from hosting.calendar_feeds.models import CalendarFeed
from tests.factories.calendar_feeds import CalendarFeedFactory, ForeignBlockFactory
from tests.factories.cohosts import CoHostFactory
from tests.factories.hosting import MAY, AgreementFactory, DeskFactory, UnitFactory

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2027-05-01T12:00:00+00:00")]


def url_of(name, *args):
    return reverse(f"hosting:calendar-feed{name}", args=args)


def test_a_host_sees_what_a_calendar_takes_and_not_its_address(client):
    block = ForeignBlockFactory(feed__is_shrunk=True, feed__failures=1)
    feed = block.feed
    feed.fetches.create(result="failed", refusal="TooSlowError", notes={})
    feed.fetches.create(
        result="read", taken=1, notes={"inverted": 2, "unknown": 1}, at=feed.added_at
    )
    client.force_login(feed.unit.offer.host)

    page = client.get(url_of("s", feed.unit.public_id)).content.decode()

    assert feed.url not in page
    for words in (
        "The other site",
        "takes too long to answer",
        "Free the nights that are gone",
        "2 entries end before they begin and were left out.",
        "reservation",
    ):
        assert words in page


def test_add_reads_the_form_and_keeps_what_was_typed(client):
    unit = UnitFactory()
    client.force_login(unit.offer.host)
    url = url_of("s", unit.public_id)

    refused = client.post(url, {"url": "http://inside/a.ics", "name": "Mine"})
    added = client.post(url, {"url": "webcal://calendar.example.org/a.ics", "name": "Mine"})

    page = refused.content.decode()
    assert (refused.status_code, "http://inside/a.ics" in page) == (422, True)
    assert "We only read addresses that start with https:// or webcal://." in page
    assert 'href="#id_url"' in page  # the summary leads to the field, which says it as well
    assert refused.context["form"].errors.keys() == {"url"}
    assert (added.status_code, CalendarFeed.objects.get().url) == (
        302,
        "https://calendar.example.org/a.ics",
    )


@pytest.mark.parametrize(
    "address", ["https://127.0.0.1/a.ics", "https://localhost/a.ics", "webcal://localhost/a.ics"]
)
def test_an_address_inside_is_refused_as_such(client, address):
    unit = UnitFactory()
    client.force_login(unit.offer.host)

    refused = client.post(url_of("s", unit.public_id), {"url": address})

    [words] = refused.context["form"].errors["url"]
    assert "private device or network" in words


def test_a_calendar_is_renamed_and_its_address_corrected(client):
    block = ForeignBlockFactory(
        feed__read_at=timezone.now(), feed__failures=3, feed__etag='"1"', feed__rotations=1
    )
    feed, url = block.feed, url_of("-change", block.feed.public_id)
    client.force_login(feed.unit.offer.host)

    page = client.get(url).text
    refused = client.post(url, {"name": "Gîtes", "url": "https://10.0.0.1/a.ics"})
    renamed = client.post(url, {"name": "Gîtes", "url": ""})
    kept = CalendarFeed.objects.get()
    client.post(url, {"name": "Gîtes", "url": "https://calendar.example.org/new.ics"})

    assert ("Change “The other site”" in page, feed.url in page) == (True, False)
    assert (refused.status_code, refused.context["form"].errors.keys()) == (422, {"url"})
    assert renamed.url == url_of("s", feed.unit.public_id)
    assert (kept.name, kept.url, kept.failures) == ("Gîtes", feed.url, 3)
    changed = CalendarFeed.objects.get()
    assert (changed.url, changed.read_at, changed.failures, changed.etag) == (
        "https://calendar.example.org/new.ics",
        None,
        0,
        "",
    )
    assert list(changed.blocks.all()) == [block]  # until the new address was read
    assert OutboxEntry.objects.get().arguments == {"feed_id": feed.pk}
    assert "It’s being read." in client.get(url_of("s", feed.unit.public_id)).text


def test_a_corrected_address_is_refused_where_it_is_known(client):
    feed = CalendarFeedFactory()
    other = CalendarFeedFactory(unit=feed.unit)
    client.force_login(feed.unit.offer.host)

    refused = client.post(url_of("-change", feed.public_id), {"name": "Mine", "url": other.url})

    assert refused.context["form"].errors == {"url": ["This calendar is already in the list."]}


def test_disconnecting_asks_first_and_names_the_calendar(client):
    feed = CalendarFeedFactory(name="Gîtes")
    ForeignBlockFactory(feed__unit=feed.unit)
    client.force_login(feed.unit.offer.host)
    answers = []

    for one in CalendarFeed.objects.order_by("pk"):
        url = url_of("-end", one.public_id)
        asked = client.get(url).text
        is_there = CalendarFeed.objects.filter(pk=one.pk).exists()
        page = client.post(url, follow=True).text
        answers.append((is_there, "Disconnect “" in asked, "takes no nights" in asked, page))

    assert [answer[:3] for answer in answers] == [(True, True, True), (True, True, False)]
    assert "“Gîtes” is disconnected." in answers[0][3]
    assert "are free again" not in answers[0][3]
    assert "The nights that it alone took are free again." in answers[1][3]


@pytest.mark.parametrize(
    ("asked", "words", "is_fresh"),
    [
        (timedelta(seconds=5), "It’s being read.", True),
        (timedelta(minutes=5), "waiting for our turn", False),
        (timedelta(minutes=20), "Our last attempt, on Saturday 1 May at 13:50, failed.", False),
    ],
    ids=["now", "no-worker", "answered"],
)
def test_the_page_renews_itself_while_a_calendar_is_read(client, asked, words, is_fresh):
    now = timezone.now()
    feed = CalendarFeedFactory(failures=1, asked_at=now - asked)
    feed.fetches.create(result="failed", refusal="UnreachableError", at=now - timedelta(minutes=10))
    client.force_login(feed.unit.offer.host)

    page = client.get(url_of("s", feed.unit.public_id)).text

    assert (words in page, "<fresh-page" in page) == (True, is_fresh)
    assert "stay taken" not in page  # it took none


@pytest.mark.parametrize("name", ["-fetch", "-accept", "-end"])
def test_each_press_leads_back_and_is_of_the_host_alone(client, name):
    feed = CalendarFeedFactory()
    client.force_login(UnitFactory().offer.host)
    strange = client.post(url_of(name, feed.public_id))
    client.force_login(feed.unit.offer.host)

    answer = client.post(url_of(name, feed.public_id))

    assert strange.status_code == 404
    assert answer.url == url_of("s", feed.unit.public_id)


def test_another_host_finds_no_page(client):
    feed = CalendarFeedFactory()
    client.force_login(UnitFactory().offer.host)

    assert client.get(url_of("s", feed.unit.public_id)).status_code == 404


@pytest.mark.parametrize("make", [UnitFactory, DeskFactory], ids=["stay", "workspace"])
def test_who_keeps_the_calendar_connects_reads_and_ends_one(make, client):
    unit = make()
    client.force_login(CoHostFactory(offer=unit.offer.offer_ptr, may_set_nights=True).person)
    address = "https://calendar.example.org/secret.ics"

    client.post(url_of("s", unit.public_id), {"url": address, "name": "Theirs"})
    feed = CalendarFeed.objects.get()
    page = client.get(url_of("s", unit.public_id)).text
    for name in ("-fetch", "-accept", "-end"):
        client.post(url_of(name, feed.public_id))

    assert (address in page, "Theirs" in page, "its address isn’t shown again" in page) == (
        False,
        True,
        True,
    )
    assert not CalendarFeed.objects.exists()


def test_who_keeps_the_calendar_reads_no_guest_in_what_is_taken_twice(client):
    block = ForeignBlockFactory(start=MAY.check_in, end=MAY.check_out)
    unit = block.feed.unit
    agreement = AgreementFactory(request__unit=unit, request__guest__display_name="Nour")
    update_conflicts(unit=unit)
    helper = CoHostFactory(offer=unit.offer.offer_ptr, may_set_nights=True, may_answer=False)
    pages = []

    for reader in (agreement.host, helper.person):
        client.force_login(reader)
        pages.append(client.get(url_of("s", unit.public_id)).text)

    assert [agreement.guest_party in page for page in pages] == [True, False]


@pytest.mark.parametrize(
    "scopes",
    [
        {"may_set_nights": False, "may_answer": True, "may_write": True},
        {"may_set_nights": True, "ended": True},
    ],
    ids=["other-scopes", "ended"],
)
def test_a_co_host_without_the_calendar_finds_no_page(scopes, client):
    feed = CalendarFeedFactory()
    client.force_login(CoHostFactory(offer=feed.unit.offer.offer_ptr, **scopes).person)

    seen = client.get(url_of("s", feed.unit.public_id))
    names = ("-fetch", "-accept", "-change", "-end")
    pressed = [client.post(url_of(name, feed.public_id)) for name in names]

    assert [answer.status_code for answer in (seen, *pressed)] == [404] * 5
    assert CalendarFeed.objects.get() == feed
