"""An agreement as a ticket: made to be printed and shown at the door."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from commons.audit.models import AuditEntry
from core.text.formatting import format_full_day, format_full_moment, format_time
from core.values.half_days import Half, days_of
from hosting.calendars.presenters.workspace_days import format_hours
from hosting.calendars.states import DayPart
from hosting.offers.choices.lists import LEGAL_STATUS
from hosting.offers.models.goods import Product
from hosting.offers.models.stays import Stay
from hosting.offers.models.workspaces import Workspace
from hosting.offers.presenters.opening_hours import format_opening_hours
from hosting.offers.presenters.price_lines import PriceLineText
from hosting.offers.selectors.local_times import time_zone_of
from hosting.requests.models.agreements import Agreement
from hosting.requests.presenters.annexes import annexes_of
from hosting.requests.presenters.request_terms import (
    format_agreed_at,
    format_party,
    format_plain_rate,
    format_rate,
    format_total,
    plain_return_lines,
    price_lines,
)
from hosting.requests.selectors.revealed_addresses import ContactPerson, Contacts
from hosting.requests.states import ProposalState, RequestState
from ui.templatetags.languages import in_language


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
    people: tuple[ContactPerson, ...]  # with telephone and e-mail, once both may see them
    price_lines: tuple[PriceLineText, ...] = ()
    accepted: str = ""  # by whom, and when
    ended: str = ""  # when a cancelled one was cancelled, and by whom

    @property
    def is_agreed(self) -> bool:
        return self.state == "agreed"

    @property
    def has_address(self) -> bool:
        """The reader sees the exact address here."""
        return bool(self.people and self.place)


def ticket_of(agreement: Agreement, contacts: Contacts | None) -> Ticket:
    """Address and telephone only with the contacts that the reader may see."""
    request = agreement.request
    total = format_total(agreement)
    words = agreement.cancellation
    parts = [
        format_party(agreement),
        in_language(agreement.unit_name, request.offer.language),
        format_rate(agreement),
        *plain_return_lines(agreement),
        *_collection(agreement),
        _("%(sum)s in total") % {"sum": total} if total else "",
        agreement.conditions,
        _("Cancellation: %(words)s") % {"words": words} if words else "",
        *annexes_of(agreement),
    ]
    return Ticket(
        title=in_language(agreement.offer_title, request.offer.language),
        reference=agreement.reference,
        state="agreed" if request.state == RequestState.AGREED else "over",
        label=str(request.get_state_display()),
        days=_days(agreement),
        terms=_sentences(parts),
        parties=[
            *_host_parties(agreement),
            *_guest_parties(agreement),
        ],
        place=_place(agreement, contacts),
        people=(contacts.host, contacts.guest) if contacts else (),
        price_lines=price_lines(agreement),
        accepted=_acceptance(agreement),
        ended=_cancellation(agreement),
    )


def _host_parties(agreement: Agreement) -> list[TicketParty]:
    """An organisation with its numbers and who signed for it, and besides who receives now."""
    status = _legal_status(agreement)
    if not agreement.host_organisation_name:
        line = _("Host (%(status)s)") % {"status": status}
        return [TicketParty(agreement.host_name, line, "terracotta")]
    facts = {"status": status, "name": agreement.host_name}
    signed = _("Host (%(status)s), represented by %(name)s") % facts
    line = ". ".join(part for part in (signed, agreement.host_organisation_identifiers) if part)
    parties = [TicketParty(agreement.host_organisation_name, line, "terracotta")]
    if agreement.receiving_host != agreement.host_name:
        parties.append(TicketParty(agreement.receiving_host, _("Contact person"), "terracotta"))
    return parties


def _guest_parties(agreement: Agreement) -> list[TicketParty]:
    """An organisation with its numbers and who signed for it, and besides who is expected."""
    is_sale = agreement.quantity is not None
    if not agreement.organisation_name:
        return [TicketParty(agreement.guest_name, _("Buyer") if is_sale else _("Guest"))]
    words = _("Buyer, represented by %(name)s") if is_sale else _("Guest, represented by %(name)s")
    signed = words % {"name": agreement.represented_by}
    line = ". ".join(part for part in (signed, agreement.organisation_identifiers) if part)
    parties = [TicketParty(agreement.organisation_name, line)]
    if agreement.guest_name != agreement.represented_by:
        parties.append(TicketParty(agreement.guest_name, _("Contact person")))
    return parties


def party_lines(agreement: Agreement, contacts: Contacts | None) -> list[str]:
    """The two parties for mails: organisations as the ticket has them, with who is to be reached.

    Telephone and address as far as the reader may know them.
    """
    host: ContactPerson | str = contacts.host if contacts else agreement.receiving_host
    guest: ContactPerson | str = contacts.guest if contacts else agreement.guest_name
    is_sale = agreement.quantity is not None
    if agreement.host_organisation_name:
        words = pgettext("organisation", "Host: %(name)s") % {"name": _host_organisation(agreement)}
        lines = [words, _("Contact person: %(name)s") % {"name": host}]
    else:
        lines = [_("Host: %(name)s") % {"name": host}]
    if agreement.organisation_name:
        words = (
            pgettext("organisation", "Buyer: %(name)s")
            if is_sale
            else pgettext("organisation", "Guest: %(name)s")
        )
        lines.append(words % {"name": _guest_organisation(agreement)})
        words = _("Contact person: %(name)s")
    else:
        words = _("Buyer: %(name)s") if is_sale else _("Guest: %(name)s")
    return [*lines, words % {"name": guest}]


def _host_organisation(agreement: Agreement) -> str:
    facts = {
        "organisation": agreement.host_organisation_name,
        "status": _legal_status(agreement),
        "name": agreement.host_name,
    }
    signed = _("%(organisation)s (%(status)s), represented by %(name)s") % facts
    return ". ".join(part for part in (signed, agreement.host_organisation_identifiers) if part)


def _guest_organisation(agreement: Agreement) -> str:
    facts = {"organisation": agreement.organisation_name, "name": agreement.represented_by}
    signed = _("%(organisation)s, represented by %(name)s") % facts
    return ". ".join(part for part in (signed, agreement.organisation_identifiers) if part)


def _legal_status(agreement: Agreement) -> str:
    return str(LEGAL_STATUS[agreement.contract_party])


def _collection(agreement: Agreement) -> list[str]:
    """When goods may be fetched, as the offer says it now; two queries."""
    if agreement.quantity is None:
        return []
    product = Product.objects.get(pk=agreement.request.offer_id)
    hours = format_opening_hours(row.period for row in product.opening_hours.all())
    lines = (
        (_("When to come: %(words)s"), product.opening.rstrip(".")),
        (_("Opening hours: %(words)s"), hours),
    )
    return [pattern % {"words": words} for pattern, words in lines if words]


def _acceptance(agreement: Agreement) -> str:
    """When and by whom, by the clocks of the place; the two parties as the agreement names them.

    No query where one of these accepted and the request comes with its proposals.
    """
    request = agreement.request
    agreed = (one for one in request.proposals.all() if one.state == ProposalState.AGREED)
    proposal = next(agreed, None)
    if proposal is None or proposal.accepted_by_id is None:
        return ""
    names = {agreement.host_id: agreement.host_name, agreement.guest_id: agreement.guest_name}
    name = names.get(proposal.accepted_by_id) or str(proposal.accepted_by)
    facts = {"name": name, "moment": format_agreed_at(agreement)}
    return _("Agreed on %(moment)s, accepted by %(name)s.") % facts


def _cancellation(agreement: Agreement) -> str:
    """When and by whom, by the clocks of the place; one query more where it was cancelled."""
    request = agreement.request
    if request.state != RequestState.CANCELLED or request.closed_at is None:
        return ""
    moment = format_full_moment(request.closed_at, time_zone_of(request.offer))
    entry = AuditEntry.objects.about(agreement).filter(verb="agreement.cancelled").last()
    names = {agreement.host_id: agreement.receiving_host, agreement.guest_id: agreement.guest_name}
    name = names.get(entry.actor_id) if entry and entry.actor_id else None
    if name is None:
        return _("Cancelled on %(moment)s.") % {"moment": moment}
    return _("Cancelled on %(moment)s by %(name)s.") % {"moment": moment, "name": name}


def _sentences(parts: Iterable[str]) -> SafeString:
    """One after the other, each with its full stop. What is HTML already stays as it is."""
    ended = (part if isinstance(part, SafeString) else part.rstrip(".") for part in parts if part)
    return format_html("{}.", format_html_join(". ", "{}", ((part,) for part in ended)))


def _day(day: date) -> str:
    """A contract says the year, whatever year it is now."""
    return format_full_day(day)


def _days(agreement: Agreement) -> list[TicketDay]:
    if agreement.starts_at is not None:
        start = agreement.starts_at.astimezone(time_zone_of(agreement.request.offer))
        return [TicketDay(_("Starts"), _day(start.date()), format_time(start))]
    if agreement.dates is None:
        return []
    if agreement.half_days:
        return _half_days(agreement)
    if agreement.unit_id is None:
        return [TicketDay(_("Day"), _day(agreement.dates.check_in))]
    arrival, departure = _stay_hours(agreement)
    return [
        TicketDay(_("Arrival"), _day(agreement.dates.check_in), arrival),
        TicketDay(_("Departure"), _day(agreement.dates.check_out), departure),
    ]


def _half_days(agreement: Agreement) -> list[TicketDay]:
    """Each day with its hours, as the workspace has them now."""
    workspace = Workspace.objects.get(pk=agreement.request.offer_id)
    return [
        TicketDay(_("Day"), _day(day), ", ".join(format_hours(workspace, half) for half in halves))
        for day, halves in days_of(agreement.chosen_half_days).items()
    ]


def agreement_details(agreement: Agreement) -> list[str]:
    """Hours, room and rate as plain lines, for mails and calendar files."""
    hours = ""
    if agreement.half_days:
        hours = _working_hours(agreement)
    elif agreement.unit_id is not None and agreement.dates is not None:
        arrival, departure = _stay_hours(agreement)
        facts = {"arrival": arrival, "departure": departure}
        hours = _("Arrival %(arrival)s, departure %(departure)s") % facts
    lines = (hours, agreement.unit_name, format_plain_rate(agreement))
    rest = (*plain_return_lines(agreement), *_collection(agreement), *annexes_of(agreement))
    return [line for line in (*lines, *rest) if line]


def _working_hours(agreement: Agreement) -> str:
    """`Hours: morning 09:00–13:00, afternoon 14:00–18:00`, as the workspace has them now."""
    workspace = Workspace.objects.get(pk=agreement.request.offer_id)
    taken = {one.half for one in agreement.chosen_half_days}
    hours = ", ".join(
        f"{str(DayPart(half).label).lower()} {format_hours(workspace, half)}"
        for half in Half
        if half in taken
    )
    return _("Hours: %(hours)s") % {"hours": hours}


def _stay_hours(agreement: Agreement) -> tuple[str, str]:
    """`from 16:00` and `by 11:00`, as the stay has them now."""
    stay = Stay.objects.get(pk=agreement.request.offer_id)
    arrival = format_time(stay.arrival_from)
    departure = format_time(stay.departure_until)
    return _("from %(time)s") % {"time": arrival}, _("by %(time)s") % {"time": departure}


def _place(agreement: Agreement, contacts: Contacts | None) -> list[str]:
    if contacts is None:
        if agreement.request.state in {RequestState.CANCELLED, RequestState.NO_SHOW}:
            return [_("The address and contact details are no longer shown.")]
        is_guest_gone = agreement.guest.closed_at and not agreement.on_behalf_of_id
        if agreement.host.closed_at or is_guest_gone:  # sooner than after the days
            return [_("Address and contact details have been deleted.")]
        days = settings.HOSTING_CONTACTS_DAYS
        return [
            ngettext(
                "Address and contact details are deleted %(days)s day after the agreement ends.",
                "Address and contact details are deleted %(days)s days after the agreement ends.",
                days,
            )
            % {"days": days}
        ]
    return [line for line in (*contacts.address_lines, contacts.directions) if line]
