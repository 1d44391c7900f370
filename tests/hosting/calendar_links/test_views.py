"""The page of one's calendar links."""

from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import translation

from hosting.calendar_links.guide import site_guides
from hosting.calendar_links.models import CalendarLink
from hosting.calendar_links.presenters import title_of
from tests.factories.accounts import UserFactory
from tests.factories.calendar_links import CalendarLinkFactory
from tests.factories.hosting import SessionFactory, UnitFactory

pytestmark = pytest.mark.django_db


def url_of(name, *args):
    with translation.override("en"):
        return reverse(f"hosting:{name}", args=args)


def test_index_lists_units_dates_and_everything(client):
    unit = UnitFactory(name="The attic")
    host = unit.offer.host
    SessionFactory(activity__host=host, activity__title="A walk")
    client.force_login(host)

    page = client.get(url_of("calendar-links"))

    assert [row.title for row in page.context["rows"]] == [
        "The attic",
        "A walk",
        "Everything you host",
    ]


def test_index_of_who_hosts_nothing_says_what_to_do(client):
    client.force_login(UserFactory())

    page = client.get(url_of("calendar-links")).content.decode()

    assert "No calendar yet" in page
    assert url_of("offer-start") in page


@pytest.mark.parametrize("which", ["unit", "activity", "host"])
def test_create_shows_the_link_with_ways_to_subscribe(client, which):
    unit = UnitFactory()
    activity = SessionFactory(activity__host=unit.offer.host).activity
    client.force_login(unit.offer.host)
    urls = {
        "unit": url_of("calendar-link-create-unit", unit.public_id),
        "activity": url_of("calendar-link-create-activity", activity.public_id),
        "host": url_of("calendar-link-create"),
    }

    answer = client.post(urls[which])
    page = client.get(answer.url).content.decode()

    link = CalendarLink.objects.get()
    assert page.count(link.token) == 4
    assert "webcal://" in page
    assert f"The link to “{title_of(link)}” is ready." in page
    assert f'id="{urlsplit(answer.url).fragment}"' in page


def test_revoke_takes_the_link_away(client):
    link = CalendarLinkFactory(unit__name="The attic")
    client.force_login(link.host)

    before = client.get(url_of("calendar-links")).content.decode()
    page = client.post(url_of("calendar-link-revoke", link.public_id), follow=True)

    assert "Disable the link to “The attic”?" in before
    assert "The link to “The attic” no longer works." in page.content.decode()
    assert link.token not in page.content.decode()


def test_nobody_creates_or_revokes_for_another(client):
    link = CalendarLinkFactory()
    activity = SessionFactory().activity
    client.force_login(UnitFactory().offer.host)
    urls = (
        url_of("calendar-link-create-unit", link.unit.public_id),
        url_of("calendar-link-create-activity", activity.public_id),
        url_of("calendar-link-revoke", link.public_id),
    )

    assert [client.post(url).status_code for url in urls] == [404, 404, 404]
    assert CalendarLink.objects.get().revoked_at is None


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Reserved", "Busy", "12 to 15 May", "10:00 – 12:00", "Google Calendar"]),
        ("fr", ["Réservée", "Occupé", "12 au 15 mai", "10\u00a0h – 12\u00a0h", "Google Agenda"]),
    ],
)
def test_the_guide_draws_what_fits_in_the_language_of_the_page(language, words):
    with translation.override(language):
        sites = site_guides()

    entries = [entry for site in sites for entry in site.entries]
    drawn = {site.name for site in sites} | {entry.theirs for entry in entries}
    assert [word for word in words if word not in drawn] == []
    room = {"theirs": 24, "why": 26, "ours": 18}  # letters
    assert not [one for one in entries for name in room if len(getattr(one, name)) > room[name]]


def test_the_guide_names_each_site_and_is_near_both_pages(client):
    unit = UnitFactory()
    client.force_login(unit.offer.host)
    near = [url_of("calendar-links"), url_of("calendar-feeds", unit.public_id)]

    page = client.get(url_of("calendar-guide"))
    other_way = url_of("calendar-feeds", unit.public_id)
    pages = [client.get(url).content.decode() for url in near]

    assert [site.slug for site in page.context["sites"] if site.name in page.content.decode()] == [
        *("airbnb", "booking", "abritel"),
        *("google", "apple", "outlook"),
    ]
    assert [url_of("calendar-guide") in one for one in pages] == [True, True]
    assert [other_way in one for one in (page.content.decode(), pages[0])] == [True, True]
