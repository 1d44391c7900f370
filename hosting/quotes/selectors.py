"""Which terms a quote would copy, and how long it may be valid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from hosting.offers.choices.lists import ExchangeMode
from hosting.offers.selectors.local_times import time_zone_of
from hosting.quotes.models import Quote
from hosting.quotes.states import QuoteState
from hosting.requests.models.requests import Proposal, Request
from hosting.requests.states import ProposalState


@dataclass(frozen=True, slots=True)
class Validity:
    """The last days that a host may choose from, and the one that is chosen already."""

    first: date
    last: date
    default: date

    @property
    def is_possible(self) -> bool:
        return self.first <= self.last


def validity_of(proposal: Proposal) -> Validity:
    """From tomorrow on, and not past the first day of what is proposed."""
    today = timezone.localdate()
    last = today + timedelta(days=settings.HOSTING_QUOTE_LONGEST_DAYS)
    if (begins := _first_day(proposal)) is not None:
        last = min(last, begins)
    default = min(today + timedelta(days=settings.HOSTING_QUOTE_DAYS), last)
    return Validity(today + timedelta(days=1), last, default)


def terms_on_table(request: Request) -> Proposal | None:
    """The open proposal, which is what was asked until somebody proposes something else."""
    proposals = request.proposals.filter(state=ProposalState.OPEN)
    found = proposals.select_related("unit", "session", "by").last()
    if found is not None:
        found.request = request
    return found


def takes_quotes(request: Request) -> bool:
    """An organisation asks, nobody has answered for good, and there is a price to speak about."""
    is_of_organisation = request.on_behalf_of_id is not None
    return is_of_organisation and request.is_open and ExchangeMode(request.mode).asks_money


def last_day_of_quote(proposal: Proposal) -> date | None:
    """Of the quote for these terms, while it is valid; no query where no organisation asks."""
    if proposal.request.on_behalf_of_id is None:
        return None
    quote = Quote.objects.filter(proposal=proposal, state=QuoteState.MADE).first()
    return None if quote is None or quote.is_past else quote.valid_until


def last_legal_note(host_id: int) -> str:
    """What the host wrote on their latest quote."""
    quotes = Quote.objects.written().filter(host=host_id).order_by("-pk")
    return quotes.values_list("legal_note", flat=True).first() or ""


def _first_day(proposal: Proposal) -> date | None:
    if proposal.session is not None:
        zone = time_zone_of(proposal.request.offer)
        return proposal.session.starts_at.astimezone(zone).date()
    return proposal.check_in
