"""Dates, people and terms of a request, proposal or agreement, as a person reads them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.dates import DateRange
from core.money import Money
from core.words import money_in_words, range_in_words
from hosting.enums import ExchangeMode
from hosting.models import Agreement, Proposal, Request

type Wished = Request | Proposal | Agreement


@dataclass(frozen=True, slots=True)
class Term:
    """One line of a proposal; `before` is what it replaces."""

    name: str
    value: str
    note: str = ""
    before: str = ""


def terms_of(proposal: Proposal, before: Proposal | None = None) -> list[Term]:
    """Its lines, without those that say nothing."""
    old = dict(_lines(before)) if before else {}
    return [
        Term(name, value, before=old.get(name, "") if old.get(name) != value else "")
        for name, value in _lines(proposal)
        if value
    ]


def party_in_words(wish: Wished) -> str:
    """`2 adults, 1 child`."""
    adults = ngettext("%(count)s adult", "%(count)s adults", wish.adults) % {"count": wish.adults}
    if not wish.children:
        return adults
    children = ngettext("%(count)s child", "%(count)s children", wish.children)
    return f"{adults}, {children % {'count': wish.children}}"


def nights_in_words(dates: DateRange) -> str:
    """`3 nights`."""
    return ngettext("%(count)s night", "%(count)s nights", len(dates)) % {"count": len(dates)}


def when_in_words(wish: Wished) -> str:
    """Nights with their number, a day, a session's start, or nothing."""
    if wish.session is not None:
        return date_format(timezone.localtime(wish.session.starts_at), "DATETIME_FORMAT")
    if wish.dates is None:
        return ""
    if wish.unit_id is None:
        return date_format(wish.dates.check_in, "DATE_FORMAT")
    return f"{range_in_words(wish.dates)}, {nights_in_words(wish.dates)}"


def rate_in_words(wish: Wished) -> str:
    """The name of the rate, its amount and unit, or its mode where no money changes hands."""
    if not wish.rate_label:
        return ""
    if wish.money is None or not ExchangeMode(wish.mode).asks_money:
        return f"{wish.rate_label} ({wish.get_mode_display()})"
    amount = f"{money_in_words(wish.money)} {wish.get_unit_of_rate_display()}"
    return f"{wish.rate_label}, {amount}"


def total_in_words(wish: Proposal | Agreement) -> str:
    """The sum, or nothing where no sum was agreed."""
    return "" if wish.total is None else money_in_words(Money(wish.total, wish.currency))


def _lines(proposal: Proposal) -> list[tuple[str, str]]:
    return [
        (_("When"), when_in_words(proposal)),
        (_("Room"), proposal.unit.name if proposal.unit else ""),
        (_("People"), party_in_words(proposal)),
        (_("Terms"), rate_in_words(proposal)),
        (_("In all"), total_in_words(proposal)),
        (_("Besides"), proposal.conditions),
        (_("If one cancels"), proposal.cancellation),
    ]
