"""The page of one's calendar links: what each shows, its address, and the buttons to subscribe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.utils.translation import gettext as _

from commons.accounts.models import User
from hosting.calendar_links.choices import LinkScope
from hosting.calendar_links.models import CalendarLink
from hosting.calendar_links.selectors import linkable_activities, linkable_units


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One calendar, with its address where it has one.

    `subject` is the public id of a unit or an activity, and empty for everything of a host.
    """

    scope: LinkScope
    subject: str
    title: str
    detail: str
    language: str
    link: CalendarLink | None

    @property
    def anchor(self) -> str:
        """Where it is on the page of all of them."""
        return anchor_of(self.subject)

    @property
    def url(self) -> str:
        """The whole address, for copying."""
        return f"{settings.BASE_URL}{self.link.get_absolute_url()}" if self.link else ""

    @property
    def webcal_url(self) -> str:
        """What opens the calendar program of a computer or phone."""
        return urlunsplit(urlsplit(self.url)._replace(scheme="webcal"))

    @property
    def google_url(self) -> str:
        """Google Calendar's page for adding a calendar by its address."""
        return f"https://calendar.google.com/calendar/r?{urlencode({'cid': self.webcal_url})}"

    @property
    def outlook_url(self) -> str:
        """Outlook's page for adding a calendar by its address."""
        query = urlencode({"url": self.url, "name": self.title})
        return f"https://outlook.live.com/calendar/0/addfromweb?{query}"


def link_rows(host: User) -> list[LinkRow]:
    """Everything that can have an address, first what holds all of it. Four reads."""
    links = {
        (link.scope, link.unit_id or link.activity_id): link
        for link in CalendarLink.objects.visible_to(host).standing()
    }
    rows = list(_rows_of_offers(host, links))
    if not rows:
        return []
    of_host = links.get((LinkScope.HOST, None))
    everything = LinkRow(
        scope=LinkScope.HOST,
        subject="",
        title=_("Everything you host"),
        detail=_("for your own calendar: all your places and dates together"),
        language="",
        link=of_host,
    )
    return [*rows, everything]


def _rows_of_offers(
    host: User, links: dict[tuple[str, int | None], CalendarLink]
) -> Iterator[LinkRow]:
    for unit in linkable_units(host):
        link = links.get((LinkScope.UNIT, unit.pk))
        detail, language = unit.offer.title, unit.offer.language
        yield LinkRow(LinkScope.UNIT, unit.public_id, unit.name, detail, language, link)
    for activity in linkable_activities(host):
        link = links.get((LinkScope.ACTIVITY, activity.pk))
        title, language = activity.title, activity.language
        detail = _("dates of an activity, with how many places are taken")
        yield LinkRow(LinkScope.ACTIVITY, activity.public_id, title, detail, language, link)


def anchor_of(subject: str) -> str:
    """The fragment of one calendar on the page of all of them."""
    return f"calendar-of-{subject or 'everything'}"


def title_of(link: CalendarLink) -> str:
    """What its host calls the calendar, as on the page of all of them."""
    if link.unit is not None:
        return str(link.unit.name)
    if link.activity is not None:
        return str(link.activity.title)
    return _("Everything you host")


def name_of(link: CalendarLink) -> str:
    """What a calendar program calls it."""
    if link.unit is not None:
        return f"{link.unit.offer.title} · {link.unit.name}"
    if link.activity is not None:
        return str(link.activity.title)
    return str(settings.WAGTAIL_SITE_NAME)
