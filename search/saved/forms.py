"""What somebody keeps of a list."""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from search.results.forms.offers import OfferForm
from search.results.presenters.chips import chips_of

LONGEST_NAME = 120
LONGEST_QUERY = 4_000


class SaveForm(forms.Form):
    """A state of the list by its address. Whoever gives no name gets one made of the wishes."""

    name = forms.CharField(label=_("name"), max_length=LONGEST_NAME, required=False)
    query = forms.CharField(max_length=LONGEST_QUERY, required=False)

    def clean(self) -> dict[str, str]:
        """Only what is understood is kept: no page, no leftovers."""
        data = super().clean() or self.cleaned_data
        form = OfferForm(QueryDict(data.get("query") or ""))
        chips = [chip.label for chip in chips_of(form.criteria, form.labels)]
        name = data.get("name") or ", ".join(chips)
        return {"name": name[:LONGEST_NAME], "query": urlencode(form.criteria.pairs())}


class NameForm(forms.Form):
    name = forms.CharField(
        label=_("name"),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Enter a name for this search.")},
    )
