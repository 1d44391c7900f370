"""The first half of a question, asked on the page of an offer: when, and how many."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hosting.offers.choices.lists import OfferKind
from hosting.offers.presenters.dates_and_party import DatesAndParty
from ui.forms import DayInput


class DatesAndPartyForm(forms.Form):
    """Plain GET: it leads to the request with these answers filled in. Nothing is sent yet."""

    check_in = forms.DateField(label=_("Check-in"), widget=DayInput, required=False)
    check_out = forms.DateField(label=_("Check-out"), widget=DayInput, required=False)
    adults = forms.IntegerField(
        label=_("Adults"), min_value=1, max_value=settings.HOSTING_PARTY_LIMIT, required=False
    )
    children = forms.IntegerField(
        label=_("Children"), min_value=0, max_value=settings.HOSTING_PARTY_LIMIT, required=False
    )

    def __init__(self, query: QueryDict, *, kind: str) -> None:
        super().__init__({"adults": 1, "children": 0} | query.dict(), auto_id="ask_%s")
        if kind != OfferKind.STAY:
            self.fields["check_in"].label = _("Day")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        check_in, check_out = data.get("check_in"), data.get("check_out")
        if check_in and check_in < timezone.localdate():
            self.add_error("check_in", _("This day has passed. Choose one from today on."))
        if check_in and check_out and check_out <= check_in:
            self.add_error("check_out", _("Check-out comes after check-in."))
        return data

    @property
    def chosen(self) -> DatesAndParty:
        """What makes sense of it, for the calendar. Who comes alone needn't say so."""
        self.is_valid()
        fine = self.cleaned_data
        check_in = fine.get("check_in")
        adults, children = fine.get("adults"), fine.get("children")
        return DatesAndParty(
            check_in,
            fine.get("check_out") if check_in else None,
            adults=adults if adults and adults > 1 else None,
            children=children or None,
        )
