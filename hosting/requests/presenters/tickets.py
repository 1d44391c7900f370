"""An agreement as a ticket: made to be printed and shown at the door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.text.formatting import format_day
from hosting.offers.choices.lists import ContractParty
from hosting.offers.models.stays import Stay
from hosting.offers.selectors.local_times import time_zone_of
from hosting.requests.models.agreements import Agreement
from hosting.requests.presenters.request_terms import format_party, format_rate, format_total
from hosting.requests.selectors.requests import Contacts
from hosting.requests.states import RequestState


@dataclass(frozen=True, slots=True)
class TicketDay:
    label: str
    big: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class TicketParty:
    name: str
    line: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Ticket:
    title: str
    reference: str
    state: str
    label: str
    days: list[TicketDay]
    terms: str
    parties: list[TicketParty]
    place: list[str]


def ticket_of(agreement: Agreement, contacts: Contacts | None) -> Ticket:
    """Address and telephone only with the contacts that the reader may see."""
    request = agreement.request
    total = format_total(agreement)
    words = agreement.cancellation
    parts = [
        format_party(agreement),
        agreement.unit_name,
        format_rate(agreement),
        _("%(sum)s in all") % {"sum": total} if total else "",
        agreement.conditions,
        _("If one cancels: %(words)s") % {"words": words} if words else "",
    ]
    status = str(ContractParty(agreement.contract_party).label)
    return Ticket(
        title=agreement.offer_title,
        reference=agreement.reference,
        state="agreed" if request.state == RequestState.AGREED else "over",
        label=str(request.get_state_display()),
        days=_days(agreement),
        terms=". ".join(part.rstrip(".") for part in parts if part) + ".",
        parties=[
            TicketParty(
                agreement.host_name, _("receives, %(status)s") % {"status": status}, "terracotta"
            ),
            TicketParty(agreement.guest_name, _("comes")),
        ],
        place=_place(agreement, contacts),
    )


def _day(day: date) -> str:
    """A contract says the year, whatever year it is now."""
    return format_day(day, weekday=True, year=True)


def _days(agreement: Agreement) -> list[TicketDay]:
    if agreement.starts_at is not None:
        start = agreement.starts_at.astimezone(time_zone_of(agreement.request.offer))
        return [TicketDay(_("Starts"), _day(start.date()), date_format(start, "TIME_FORMAT"))]
    if agreement.dates is None:
        return []
    if agreement.unit_id is None:
        return [TicketDay(_("The day"), _day(agreement.dates.check_in))]
    stay = Stay.objects.get(pk=agreement.request.offer_id)
    arrival = date_format(stay.arrival_from, "TIME_FORMAT")
    departure = date_format(stay.departure_until, "TIME_FORMAT")
    return [
        TicketDay(
            _("Arrival"),
            _day(agreement.dates.check_in),
            _("from %(time)s") % {"time": arrival},
        ),
        TicketDay(
            _("Departure"),
            _day(agreement.dates.check_out),
            _("until %(time)s") % {"time": departure},
        ),
    ]


def _place(agreement: Agreement, contacts: Contacts | None) -> list[str]:
    if contacts is None and agreement.request.is_over:
        if agreement.host.closed_at or agreement.guest.closed_at:  # sooner than after the days
            return [_("Address and contact details have been deleted.")]
        days = settings.HOSTING_CONTACTS_DAYS
        return [
            ngettext(
                "Address and contact details are deleted %(days)s day after the end.",
                "Address and contact details are deleted %(days)s days after the end.",
                days,
            )
            % {"days": days}
        ]
    if contacts is None:
        return [_("The address is given to the two sides of a standing agreement.")]
    people = (str(person) for person in (contacts.host, contacts.guest))
    lines = [*contacts.address_lines, contacts.directions, *people]
    return [line for line in lines if line]
