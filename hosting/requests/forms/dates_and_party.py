"""The first half of a question, asked on the page of an offer: when, and how many."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from itertools import islice
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.values.half_days import HalfDay
from hosting.offers.choices.lists import OfferKind
from hosting.offers.presenters.dates_and_party import DatesAndParty
from ui.forms import DayInput, number_errors


def half_days_in(codes: Iterable[str]) -> tuple[HalfDay, ...]:
    """Half-days of an address that aren't past; what makes no sense of it is left out."""
    today, found = timezone.localdate(), []
    for code in islice(codes, settings.HOSTING_HALF_DAYS_LIMIT):
        with suppress(ValueError):
            found.append(HalfDay.parse(code))
    return tuple(sorted({one for one in found if one.day >= today}))


class DatesAndPartyForm(forms.Form):
    """Plain GET: it leads to the request with these answers filled in. Nothing is sent yet."""

    check_in = forms.DateField(label=_("Check-in"), widget=DayInput, required=False)
    check_out = forms.DateField(label=_("Check-out"), widget=DayInput, required=False)
    adults = forms.IntegerField(
        label=_("Adults"),
        min_value=1,
        max_value=settings.HOSTING_PARTY_LIMIT,
        required=False,
        error_messages=number_errors(
            _("Enter how many adults are coming: from 1 to {most}."),
            most=settings.HOSTING_PARTY_LIMIT,
        ),
    )
    children = forms.IntegerField(
        label=_("Children"),
        min_value=0,
        max_value=settings.HOSTING_PARTY_LIMIT,
        required=False,
        error_messages=number_errors(
            _("Enter how many children are coming: {most} at most."),
            most=settings.HOSTING_PARTY_LIMIT,
        ),
    )
    quantity = forms.IntegerField(
        label=_("Quantity"),
        min_value=1,
        max_value=settings.HOSTING_QUANTITY_LIMIT,
        required=False,
        error_messages=number_errors(
            _("Enter how many you’d like: from 1 to {most}."),
            most=settings.HOSTING_QUANTITY_LIMIT,
        ),
    )

    def __init__(self, query: QueryDict, *, kind: str) -> None:
        defaults = {"adults": 1, "children": 0, "quantity": 1}
        super().__init__(defaults | query.dict(), auto_id="ask_%s")
        self.given = frozenset(query)
        self.half_days = half_days_in(query.getlist("half_days"))
        if kind != OfferKind.STAY:
            self.fields["check_in"].label = _("Day")
        kept = {"quantity"} if kind == OfferKind.PRODUCT else set(self.fields) - {"quantity"}
        for name in set(self.fields) - kept:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        check_in, check_out = data.get("check_in"), data.get("check_out")
        if check_in and check_in < timezone.localdate():
            self.add_error("check_in", _("This day has passed. Choose today or a later day."))
        if check_in and check_out and check_out <= check_in:
            self.add_error("check_out", _("Choose a check-out date after check-in."))
        return data

    @property
    def chosen(self) -> DatesAndParty:
        """What makes sense of it, for the calendar. Who comes alone needn't say so."""
        self.is_valid()
        fine = self.cleaned_data
        check_in = fine.get("check_in")
        adults, children = fine.get("adults"), fine.get("children")
        quantity = fine.get("quantity") if "quantity" in self.given else None
        return DatesAndParty(
            check_in,
            fine.get("check_out") if check_in else None,
            adults=adults if adults and adults > 1 else None,
            children=children or None,
            quantity=quantity,
        )
