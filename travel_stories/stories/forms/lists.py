"""What somebody looks for among stories, as it stands in the address of the list."""

from __future__ import annotations

from typing import cast

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from commons.geography.forms import LocalityField
from hosting.communities.models.terms import Interest
from travel_stories.stories.choices import Season
from travel_stories.stories.presenters.lists import StoryFilter, themes_of_stories
from travel_stories.trips.choices import TripKind


class CardFilterForm(forms.Form):
    """A plain GET form. What is wrong in it is said, and the rest of it still filters."""

    season = forms.ChoiceField(
        label=_("Season"), required=False, choices=[("", _("any season")), *Season.choices]
    )
    theme = forms.ModelChoiceField(
        label=_("Theme"),
        required=False,
        queryset=Interest.objects.none(),
        to_field_name="slug",
        empty_label=_("any theme"),
    )

    def __init__(self, data: QueryDict, *, themes: QuerySet[Interest]) -> None:
        super().__init__(data)
        theme = cast("forms.ModelChoiceField[Interest]", self.fields["theme"])
        theme.queryset = themes


class StoryFilterForm(CardFilterForm):
    """Around which place, when, about what, and who travelled."""

    field_order = ("place", "season", "theme", "with")

    place = LocalityField(label=_("Near"), required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, themes=themes_of_stories())
        self.fields["with"] = forms.ChoiceField(
            label=_("Who travelled"),
            required=False,
            choices=[("", _("any travellers")), *TripKind.choices],
        )

    @property
    def wishes(self) -> StoryFilter:
        self.full_clean()
        data = self.cleaned_data
        return StoryFilter(
            place=data.get("place"),
            season=data.get("season", ""),
            theme=data.get("theme"),
            travelled_as=data.get("with", ""),
        )
