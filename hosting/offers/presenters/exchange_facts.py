"""What is asked instead of money, in words: hours, a day to do it by, the name of a currency."""

from __future__ import annotations

from decimal import Decimal
from math import ceil

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hosting.offers.choices.lists import ExchangeMode
from hosting.offers.models.rates import Rate


def format_hours_of_help(hours: Decimal) -> str:
    """`1 hour of help`, `2.5 hours of help`."""
    return ngettext("%(hours)s hour of help", "%(hours)s hours of help", ceil(hours)) % {
        "hours": number_format(hours.normalize() if hours % 1 else int(hours))
    }


def rate_facts(rate: Rate) -> tuple[str, ...]:
    """Those of a rate, each a few words without a full stop."""
    mode, facts = ExchangeMode(rate.mode), []
    if mode == ExchangeMode.SERVICE and rate.hours is not None:
        facts.append(format_hours_of_help(rate.hours))
    if mode.asks_return and rate.due_within_days is not None:
        days = rate.due_within_days
        facts.append(
            ngettext(
                "within %(days)s day of the end of the visit",
                "within %(days)s days of the end of the visit",
                days,
            )
            % {"days": days}
        )
    if mode.has_own_currency and rate.currency_name:
        facts.append(_("in %(currency)s") % {"currency": rate.currency_name})
    return tuple(facts)
