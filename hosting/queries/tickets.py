"""An agreement as a ticket: made to be printed and shown at the door."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.words import day_in_words
from hosting.enums import ContractParty, RequestState
from hosting.models import Agreement, Stay
from hosting.queries.requests import Contacts
from hosting.queries.wishes import party_in_words, rate_in_words, total_in_words


@dataclass(frozen=True, slots=True)
class Day:
    label: str
    big: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    name: str
    line: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Ticket:
    title: str
    reference: str
    state: str
    label: str
    days: list[Day]
    terms: str
    parties: list[Party]
    place: list[str]


def ticket_of(agreement: Agreement, contacts: Contacts | None) -> Ticket:
    """Address and telephone only with the contacts that the reader may see."""
    request = agreement.request
    return Ticket(
        title=agreement.offer_title,
        reference=agreement.reference,
        state="agreed" if request.state == RequestState.AGREED else "over",
        label=str(request.get_state_display()),
        days=_days(agreement),
        terms=_terms(agreement),
        parties=_parties(agreement),
        place=_place(contacts),
    )


def _days(agreement: Agreement) -> list[Day]:
    if agreement.starts_at is not None:
        start = timezone.localtime(agreement.starts_at)
        return [Day(_("Starts"), day_in_words(start.date()), date_format(start, "TIME_FORMAT"))]
    if agreement.dates is None:
        return []
    if agreement.unit_id is None:
        return [Day(_("The day"), day_in_words(agreement.dates.check_in))]
    stay = Stay.objects.get(pk=agreement.request.offer_id)
    arrival = date_format(stay.arrival_from, "TIME_FORMAT")
    departure = date_format(stay.departure_until, "TIME_FORMAT")
    return [
        Day(
            _("Arrival"),
            day_in_words(agreement.dates.check_in),
            _("from %(time)s") % {"time": arrival},
        ),
        Day(
            _("Departure"),
            day_in_words(agreement.dates.check_out),
            _("until %(time)s") % {"time": departure},
        ),
    ]


def _terms(agreement: Agreement) -> str:
    total = total_in_words(agreement)
    parts = [
        party_in_words(agreement),
        agreement.unit_name,
        rate_in_words(agreement),
        _("%(sum)s in all") % {"sum": total} if total else "",
        agreement.conditions,
        agreement.cancellation,
    ]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def _parties(agreement: Agreement) -> list[Party]:
    status = str(ContractParty(agreement.contract_party).label)
    return [
        Party(agreement.host_name, _("receives, %(status)s") % {"status": status}, "terracotta"),
        Party(agreement.guest_name, _("comes")),
    ]


def _place(contacts: Contacts | None) -> list[str]:
    if contacts is None:
        return [_("The address is given to the two sides of a standing agreement.")]
    people = (
        " · ".join(part for part in (person.name, person.phone, person.email) if part)
        for person in (contacts.host, contacts.guest)
    )
    lines = [contacts.address, contacts.locality, contacts.directions, *people]
    return [line for line in lines if line]
