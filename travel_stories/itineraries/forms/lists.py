"""What somebody looks for among itineraries, as it stands in the address of the list."""

from __future__ import annotations

from typing import cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hosting.communities.models.communities import Community
from hosting.communities.models.terms import Interest
from travel_stories.itineraries.presenters.lists import (
    ItineraryFilter,
    communities_composed,
    modes_composed,
    themes_composed,
)
from travel_stories.stories.choices import Season


class ItineraryFilterForm(forms.Form):
    """A plain GET form. What is wrong in it is said, and the rest of it still filters."""

    theme = forms.ModelChoiceField(
        label=_("Theme"),
        required=False,
        queryset=Interest.objects.none(),
        to_field_name="slug",
        empty_label=_("any theme"),
    )
    season = forms.ChoiceField(
        label=_("Season"), required=False, choices=[("", _("any season")), *Season.choices]
    )
    by = forms.ChoiceField(label=_("Going by"), required=False)
    community = forms.ModelChoiceField(
        label=_("Community"),
        required=False,
        queryset=Community.objects.none(),
        to_field_name="public_id",
        empty_label=_("any community"),
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        theme = cast("forms.ModelChoiceField[Interest]", self.fields["theme"])
        theme.queryset = themes_composed()
        community = cast("forms.ModelChoiceField[Community]", self.fields["community"])
        community.queryset = communities_composed()
        by = cast("forms.ChoiceField", self.fields["by"])
        by.choices = [("", _("any means")), *((one.value, one.label) for one in modes_composed())]

    @property
    def wishes(self) -> ItineraryFilter:
        self.full_clean()
        data = self.cleaned_data
        return ItineraryFilter(
            theme=data.get("theme"),
            season=data.get("season", ""),
            mode=data.get("by", ""),
            community=data.get("community"),
        )
