"""Dates, people and terms of a request, proposal or agreement, as a person reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.text.formatting import format_date_range, format_day, format_moment, format_money
from core.values.money import Money
from hosting.offers.choices.lists import ExchangeMode, OfferKind
from hosting.offers.models.offers import Offer
from hosting.offers.presenters.dates_and_party import format_nights, format_people
from hosting.offers.selectors.local_times import time_zone_of
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import Proposal, Request
from hosting.requests.states import ProposalState

ERASED_TITLES: Final = {
    OfferKind.STAY: gettext_lazy("A stay that is no longer offered"),
    OfferKind.ACTIVITY: gettext_lazy("An activity that is no longer offered"),
    OfferKind.PRODUCT: gettext_lazy("A product that is no longer offered"),
    OfferKind.TIP: gettext_lazy("A tip that is no longer shared"),
}

type AnyTerms = Request | Proposal | Agreement


@dataclass(frozen=True, slots=True)
class TermLine:
    """One line of a proposal; `before` is what it replaces."""

    name: str
    value: str
    note: str = ""
    before: str = ""


def current_terms(terms: AnyTerms) -> AnyTerms:
    """What holds of a request now: its agreement, else the last proposal on the table.

    A request that nobody has proposed anything for says itself what it asks. Proposals and
    agreements are their own terms. No query where the request comes `with_terms()`.
    """
    if not isinstance(terms, Request):
        return terms
    agreement: Agreement | None = getattr(terms, "agreement", None)
    if agreement is not None:
        return agreement
    proposals = [one for one in terms.proposals.all() if one.state != ProposalState.REPLACED]
    return proposals[-1] if proposals else terms


def proposal_terms(proposal: Proposal, before: Proposal | None = None) -> list[TermLine]:
    """Its lines, without those that say nothing."""
    old = dict(_lines(before)) if before else {}
    return [
        TermLine(name, value, before=old.get(name, "") if old.get(name) != value else "")
        for name, value in _lines(proposal)
        if value
    ]


def offer_display_title(offer: Offer) -> str:
    """The host's title; its kind where that was erased because the host has left."""
    return str(ERASED_TITLES[OfferKind(offer.kind)]) if offer.erased_at else offer.title


def format_party(terms: AnyTerms) -> str:
    """`2 adults, 1 child`."""
    return format_people(terms.adults, terms.children)


def format_dates(terms: AnyTerms) -> str:
    """Nights with their number, a day, a session's start by the clocks there, or nothing."""
    if (starts_at := start_of(terms)) is not None:
        return format_moment(
            starts_at,
            time_zone_of(terms.offer if isinstance(terms, Request) else terms.request.offer),
        )
    if terms.dates is None:
        return ""
    if terms.unit_id is None:
        return format_day(terms.dates.check_in, weekday=True, year=True)
    return f"{format_date_range(terms.dates)}, {format_nights(terms.dates)}"


def format_deadline(request: Request) -> str:
    """`Thursday 3 December, 14:12`: until when the host may answer, by the clocks of the place."""
    return format_moment(request.answer_by, time_zone_of(request.offer))


def format_agreed_at(agreement: Agreement) -> str:
    """`3 May 2027, 14:12`: when both had said yes, by the clocks of the place."""
    at_place = agreement.agreed_at.astimezone(time_zone_of(agreement.request.offer))
    return date_format(at_place, "DATETIME_FORMAT")


def start_of(terms: AnyTerms) -> datetime | None:
    """When the session begins: an agreement keeps the hour that both agreed on."""
    if isinstance(terms, Agreement):
        return terms.starts_at
    return terms.session.starts_at if terms.session else None


def format_rate(terms: AnyTerms) -> str:
    """The name of the rate, its amount and unit, or its mode where no money changes hands.

    The name alone where the two speak of another sum: the amount would contradict it.
    """
    if not terms.rate_label:
        return ""
    if terms.money is None or not ExchangeMode(terms.mode).asks_money:
        return f"{terms.rate_label} ({terms.get_mode_display()})"
    if not isinstance(terms, Request):
        nights = len(terms.dates) if terms.dates else 1
        usual = terms.total_for(party=terms.adults + terms.children, nights=nights)
        if terms.total not in {None, usual}:
            return terms.rate_label
    amount = f"{format_money(terms.money)} {terms.get_unit_of_rate_display()}"
    return f"{terms.rate_label}, {amount}"


def format_total(terms: Proposal | Agreement) -> str:
    """The sum, or nothing where no sum was agreed."""
    return "" if terms.total is None else format_money(Money(terms.total, terms.currency))


def _lines(proposal: Proposal) -> list[tuple[str, str]]:
    return [
        (_("When"), format_dates(proposal)),
        (_("Room"), proposal.unit.name if proposal.unit else ""),
        (_("People"), format_party(proposal)),
        (_("Terms"), format_rate(proposal)),
        (_("In all"), format_total(proposal)),
        (_("Besides"), proposal.conditions),
        (_("If one cancels"), proposal.cancellation),
    ]
