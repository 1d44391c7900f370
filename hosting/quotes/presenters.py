"""The words of a quote as they are frozen, and what the page of a request shows of quotes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from commons.accounts.models import User
from core.text.formatting import (
    format_full_day,
    format_full_moment,
    format_money,
    format_short_date_range,
)
from core.values.money import Money
from hosting.calendars.presenters.workspace_days import format_half_days
from hosting.offers.choices.lists import PriceLength, RateUnit
from hosting.offers.models.stay_prices import UNITS_WITH_SEASONS, PriceLine, total_of
from hosting.offers.presenters.dates_and_party import format_nights
from hosting.offers.selectors.local_times import time_zone_of
from hosting.quotes.models import Quote
from hosting.quotes.selectors import takes_quotes
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import Proposal, Request
from hosting.requests.presenters.request_terms import format_party
from hosting.requests.rules import acts_for_guest, reads_as_host
from hosting.requests.selectors.request_sections import Forms, RequestSection

SECTION = "quotes/parts/request_quotes.html"


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """What, how many, at which price, and what that comes to."""

    what: str
    quantity: str
    price: str
    sum: str


def quote_facts(proposal: Proposal) -> list[list[str]]:
    """When, where and for how many, in the language that is active: name and value of each."""
    unit, place = proposal.unit, proposal.request.offer.place
    facts = [
        (_("When"), _when(proposal)),
        (_("Where"), place.locality.name if place else ""),
        (
            _("Desk or room") if proposal.half_days else _("Room or unit"),
            unit.name if unit else "",
        ),
        (_("People") if proposal.quantity is None else _("Quantity"), format_party(proposal)),
    ]
    return [[name, value] for name, value in facts if value]


def quote_lines(proposal: Proposal) -> list[dict[str, str]]:
    """What the total is made of, in the language that is active.

    One line alone where the two speak of another sum than the rate comes to.
    """
    return [asdict(line) for line in _lines(proposal)]


def _lines(proposal: Proposal) -> Iterator[QuoteLine]:
    prices, dates = proposal.prices, proposal.dates
    what = proposal.rate_in_words or proposal.request.offer.title
    if prices is None or proposal.amount is None or proposal.total != proposal.usual_total:
        total = _sum(proposal.total or Decimal(0), proposal)
        yield QuoteLine(_("%(rate)s, as agreed") % {"rate": what}, "1", total, total)
    elif dates is not None and not prices.is_flat and prices.unit in UNITS_WITH_SEASONS:
        for line in prices.lines(party=proposal.party, dates=dates):
            yield _price_line(line, proposal, what)
    else:
        quantity = total_of(
            Decimal(1),
            proposal.unit_of_rate,
            party=proposal.party,
            nights=len(dates) if dates else 1,
            quantity=proposal.quantity or 1,
            half_days=proposal.chosen_half_days,
        )
        price = f"{_sum(proposal.amount, proposal)} {proposal.get_unit_of_rate_display()}"
        yield QuoteLine(
            what, _quantity(quantity), price, _sum(proposal.total or Decimal(0), proposal)
        )


def _price_line(line: PriceLine, proposal: Proposal, what: str) -> QuoteLine:
    by_person = proposal.unit_of_rate == RateUnit.PERSON_NIGHT
    lengths = {
        PriceLength.WEEK: _("per person per week") if by_person else _("per week"),
        PriceLength.MONTH: _("per person per month") if by_person else _("per month"),
    }
    per = lengths.get(line.length, proposal.get_unit_of_rate_display())
    season = line.season.label if line.season else what
    return QuoteLine(
        what=f"{season}, {format_short_date_range(line.dates)}",
        quantity=_quantity(Decimal(line.count * (proposal.party if by_person else 1))),
        price=f"{_sum(line.amount, proposal)} {per}",
        sum=_sum(line.total, proposal),
    )


def _when(proposal: Proposal) -> str:
    """With the year, whatever year it is now."""
    if proposal.session is not None:
        zone = time_zone_of(proposal.request.offer)
        return format_full_moment(proposal.session.starts_at, zone)
    if proposal.dates is None:
        return ""
    first = format_full_day(proposal.dates.check_in)
    if proposal.half_days:
        return f"{first}, {format_half_days(proposal.chosen_half_days)}"
    if proposal.unit_id is None:
        return first
    facts = {
        "first": first,
        "last": format_full_day(proposal.dates.check_out),
        "nights": format_nights(proposal.dates),
    }
    return _("from %(first)s to %(last)s, %(nights)s") % facts


def _sum(amount: Decimal, proposal: Proposal) -> str:
    return format_money(Money(amount, proposal.currency))


def _quantity(quantity: Decimal) -> str:
    """`3` or `1.43`, as the language writes it."""
    whole = quantity == quantity.to_integral_value()
    return number_format(quantity, decimal_pos=0 if whole else 2)


def format_annex(quote: Quote) -> str:
    """How the agreement names it."""
    facts = {
        "number": quote.reference,
        "day": format_full_day(quote.made_on) if quote.made_on else "",
    }
    return _("Annex: quote %(number)s of %(day)s") % facts


def annex_of(agreement: Agreement) -> str:
    """Empty where no quote was agreed on; no query where nobody asks for an organisation."""
    if agreement.on_behalf_of_id is None:
        return ""
    quote = Quote.objects.filter(agreement=agreement.pk).first()
    return format_annex(quote) if quote else ""


def quote_section(request: Request, reader: User, forms: Forms) -> Iterator[RequestSection]:
    """Of a request of an organisation: its quotes, and what the reader may do about them."""
    if request.on_behalf_of_id is None:
        return
    quotes = list(request.quotes.with_has_file().order_by("-pk"))
    for quote in quotes:
        quote.request = request
    is_host, is_open = reads_as_host(request, reader), takes_quotes(request)
    standing = next((quote for quote in quotes if quote.is_asked or quote.is_made), None)
    may_ask = is_open and standing is None and not is_host and acts_for_guest(reader, request)
    if not quotes and not may_ask and not (is_host and is_open):
        return
    context = {
        "guest_request": request,
        "quotes": [quote for quote in quotes if quote.number is not None],
        "asked": standing if standing and standing.is_asked else None,
        "may_ask": may_ask,
        "may_make": is_host and is_open,
        "may_remake": standing is not None and standing.is_made,
        "is_host": is_host,
        "is_open": request.is_open,
    }
    yield RequestSection(SECTION, context)
