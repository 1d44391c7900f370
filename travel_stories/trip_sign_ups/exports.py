"""The registrations as a table for a spreadsheet."""

from __future__ import annotations

import csv
from io import StringIO

from django.utils import timezone
from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.text.spreadsheets import BYTE_ORDER_MARK, escape_formula
from core.values.money import money_of
from travel_stories.trip_sign_ups.models import Registration, SignUp


def registrations_csv(sign_up: SignUp) -> str:
    """A line a registration, those that were withdrawn too. Signs as the language writes them."""
    written = StringIO()
    sign = str(get_format("DECIMAL_SEPARATOR"))
    writer = csv.writer(written, delimiter=";" if sign == "," else ",")
    heads = (
        *(_("Name"), _("Registered on"), _("Adults"), _("Children"), _("Own part"), _("Currency")),
        *(_("Paid on"), _("Withdrawn on")),
    )
    writer.writerow(map(escape_formula, heads))
    for one in sign_up.registrations.iterator(chunk_size=500):
        writer.writerow(map(escape_formula, _line(one, sign)))
    return BYTE_ORDER_MARK + written.getvalue()


def _line(one: Registration, sign: str) -> list[str]:
    amount = money_of(one.amount, one.currency).amount
    withdrawn = one.withdrawn_at
    return [
        one.name,
        timezone.localdate(one.registered_at).isoformat(),
        str(one.adults),
        str(one.children),
        f"{amount:f}".replace(".", sign),
        one.currency,
        one.paid_on.isoformat() if one.paid_on else pgettext("payment", "not yet"),
        timezone.localdate(withdrawn).isoformat() if withdrawn else "",
    ]
