"""Days, sums and states of quotes."""

from __future__ import annotations

from datetime import date
from typing import Final

from django import template

from core.text.formatting import format_full_day, format_money
from core.values.money import Money
from hosting.quotes.models import Quote
from hosting.quotes.states import QuoteState

register = template.Library()

STATUS: Final = {QuoteState.MADE: "open", QuoteState.AGREED: "agreed", QuoteState.ASKED: "waiting"}


@register.filter
def contract_day(day: date | None) -> str:
    """With the year, whatever year it is now."""
    return format_full_day(day) if day else ""


@register.filter
def money_of_quote(money: Money | None) -> str:
    return format_money(money) if money else ""


@register.filter
def quote_status(quote: Quote) -> str:
    """The state as `components/status.html` colours it."""
    if quote.is_made and quote.is_past:
        return str(QuoteState.EXPIRED)
    return STATUS.get(QuoteState(quote.state), str(quote.state))


@register.filter
def quote_label(quote: Quote) -> str:
    """Its state in words; expired from the day after its last one."""
    if quote.is_made and quote.is_past:
        return str(QuoteState.EXPIRED.label)
    return str(quote.get_state_display())
