"""What each calendar calls things, and where its address is: for hosts who connect one.

From public help pages of these sites and from files of theirs. Menus move: words stay general.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.text.formatting import format_time

ROW: Final = 46  # height of an entry in the drawing
TOP: Final = 26


@dataclass(frozen=True, slots=True)
class Meaning:
    """A square of the drawings: `full`, `half`, `later` with lines across it, or `none`."""

    look: str
    label: str


@dataclass(frozen=True, slots=True)
class EntryDrawing:
    """An entry as that calendar names it, why it is there, and what we call it.

    `look` is that of a Meaning.
    """

    theirs: str
    why: str
    ours: str
    look: str
    number: int

    @property
    def y(self) -> int:
        return TOP + ROW * self.number


@dataclass(frozen=True, slots=True)
class SiteGuide:
    """How to connect the calendars of one site or program, both ways, and what to know of it."""

    slug: str
    name: str
    find: str
    give: str
    notes: Sequence[str]
    entries: Sequence[EntryDrawing]

    @property
    def height(self) -> int:
        return TOP + ROW * len(self.entries)


def meanings() -> list[Meaning]:
    """The same in all drawings."""
    return [
        Meaning("full", _("booked")),
        Meaning("half", _("taken, and not booked here")),
        Meaning("later", _("not open yet")),
        Meaning("none", _("free")),
    ]


def site_guides() -> list[SiteGuide]:
    """Sites where people book, then calendars that one keeps oneself."""
    return [_airbnb(), _booking(), _abritel(), _google(), _apple(), _outlook()]


def _airbnb() -> SiteGuide:
    return SiteGuide(
        slug="airbnb",
        name="Airbnb",
        find=_(
            "Open the calendar of your place there, then its availability settings. Look for "
            "calendar sync, export the calendar and copy the link."
        ),
        give=_("On the same page, import a calendar and paste our link."),
        notes=[
            _("Airbnb reads our link about every three hours."),
            _(
                "Airbnb gives the same name to nights you closed and to months that aren’t open "
                "yet. The limit moves every day, so we show these months as one entry."
            ),
            _(
                "When guests change their dates, the entry moves. The new nights are taken at "
                "once, and the old ones are freed after an hour."
            ),
        ],
        entries=_drawn(
            ("Reserved", _("guests booked"), _("reservation"), "full"),
            ("Airbnb (Not available)", _("you closed it"), _("closed there"), "half"),
            ("Airbnb (Not available)", _("too far ahead"), _("not open yet"), "later"),
        ),
    )


def _booking() -> SiteGuide:
    return SiteGuide(
        slug="booking",
        name="Booking.com",
        find=_(
            "In the extranet, open rates and availability, then calendar sync for the room. If you "
            "can choose what to export, choose booked and closed dates."
        ),
        give=_("Add a calendar connection there and paste our link."),
        notes=[
            _(
                "Not every property can use this: it’s for those with few rooms and no channel "
                "manager."
            ),
            _(
                "Each entry has the same name, whether guests have booked or you closed the night. "
                "That’s why a booking may be shown as closed here."
            ),
        ],
        entries=_drawn(
            ("CLOSED - Not available", _("guests booked"), _("closed there"), "half"),
            ("CLOSED - Not available", _("you closed it"), _("closed there"), "half"),
        ),
    )


def _abritel() -> SiteGuide:
    return SiteGuide(
        slug="abritel",
        name="Abritel, Vrbo",
        find=_(
            "Open the calendar of your place there, then its import and export settings, and copy "
            "the export address."
        ),
        give=_("On the same page, import a calendar and paste our link."),
        notes=[
            _(
                "Tentative bookings take their nights here as well. If the export settings let you "
                "leave them out, you can choose to."
            ),
            _("The file contains guests’ names. We keep none of them."),
        ],
        entries=_drawn(
            (pgettext("Vrbo", "Reserved"), _("guests booked"), _("reservation"), "full"),
            (pgettext("Vrbo", "Tentative"), _("not confirmed yet"), _("reservation"), "full"),
            (pgettext("Vrbo", "Blocked"), _("you closed it"), _("closed there"), "half"),
        ),
    )


def _google() -> SiteGuide:
    return SiteGuide(
        slug="google",
        name=_("Google Calendar"),
        find=_(
            "On a computer, open the settings of the calendar and copy its secret address in iCal "
            "format. The public address works only if the calendar is public."
        ),
        give=_("Use the button beside our link, or add a calendar from its URL."),
        notes=[
            _("Google decides when it reads our link. It may take many hours."),
            _("Appointments of a few hours and entries marked as free take no night."),
        ],
        entries=_of_own_calendar(_("12 to 15 May")),
    )


def _apple() -> SiteGuide:
    return SiteGuide(
        slug="apple",
        name="Apple, iCloud",
        find=_(
            "In the sharing settings of the calendar, make it public and copy its link. It starts "
            "with webcal:, which works here."
        ),
        give=_(
            "Use “Add to this device’s calendar” beside our link, or add a calendar subscription."
        ),
        notes=[
            _(
                "Anyone who has this link can read the calendar. Keep bookings in a separate "
                "calendar."
            ),
            _("On a Mac you can choose how often our link is read."),
        ],
        entries=_of_own_calendar(_("Busy")),
    )


def _outlook() -> SiteGuide:
    return SiteGuide(
        slug="outlook",
        name="Outlook",
        find=_(
            "In Outlook on the web, open the settings for shared calendars and publish yours. Copy "
            "the ICS link, not the HTML one. Showing when you’re busy is enough."
        ),
        give=_("Use the button beside our link, or add a calendar and subscribe from the web."),
        notes=[
            _("Outlook reads our link about every three hours, but sometimes only after a day.")
        ],
        entries=_of_own_calendar(_("Busy")),
    )


def _of_own_calendar(whole_days: str) -> list[EntryDrawing]:
    """What lasts all day, and what doesn't."""
    hours = " – ".join(format_time(time(hour)) for hour in (10, 12))
    return _drawn(
        (whole_days, _("all day"), _("closed there"), "half"),
        (hours, _("an appointment"), _("stays free"), "none"),
    )


def _drawn(*rows: tuple[str, str, str, str]) -> list[EntryDrawing]:
    return [EntryDrawing(*row, number) for number, row in enumerate(rows)]
