"""What a file of papers asks for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.values.money import money_of
from travel_stories.collaboration.forms import EditForm
from travel_stories.trip_expenses.validators import MOST_UNITS
from travel_stories.trip_lists.selectors.required_documents import rules_for, words_of
from travel_stories.trip_lists.validators import MOST_COUNT
from travel_stories.trips.forms.amounts import NumberField, plain, units_in
from travel_stories.trips.models.trips import Trip


class CountForm(EditForm):
    """So many of a paper are here."""

    got = forms.IntegerField(
        label=gettext_lazy("number received"), min_value=0, max_value=MOST_COUNT
    )


class RuleForm(EditForm):
    """One press on a paper that the kind of trip calls for."""

    rule = forms.CharField(max_length=40)

    def __init__(self, *args: Any, trip: Trip, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.trip = trip

    def words(self) -> dict[str, Any]:
        wanted = self.cleaned_data["rule"]
        return words_of(next(r for r in rules_for(self.trip) if r.code == wanted), self.trip)

    def clean_rule(self) -> str:
        wanted = str(self.cleaned_data["rule"])
        if wanted not in {rule.code for rule in rules_for(self.trip)}:
            raise forms.ValidationError(
                _("This trip doesn’t need this document. Choose one of the documents on the page.")
            )
        return wanted


class SubsidyForm(EditForm):
    """What a works council gives for each person; empty while nothing is decided."""

    subsidy = NumberField(label=gettext_lazy("Subsidy per person"), required=False)

    def __init__(self, *args: Any, trip: Trip, **kwargs: Any) -> None:
        now = trip.subsidy
        written = "" if now is None else plain(money_of(now, trip.currency).amount)
        kwargs["initial"] = {"subsidy": written, "based_on": trip.version}
        super().__init__(*args, **kwargs)
        self.trip = trip

    def clean_subsidy(self) -> int | None:
        written = self.cleaned_data["subsidy"]
        if written is None:
            return None
        units = units_in(written, self.trip.currency)
        if not 0 <= units <= MOST_UNITS:
            raise forms.ValidationError(_("Enter a realistic amount of 0 or more."))
        return units
