"""What somebody looks for among itineraries, as it stands in the address of the list."""

from __future__ import annotations

from typing import cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hosting.communities.models.communities import Community
from travel_stories.itineraries.presenters.lists import (
    ItineraryFilter,
    communities_composed,
    modes_composed,
    themes_composed,
)
from travel_stories.stories.forms.lists import CardFilterForm


class ItineraryFilterForm(CardFilterForm):
    """About what, when, how one goes on, and through which community."""

    field_order = ("theme", "season", "by", "community")

    by = forms.ChoiceField(label=_("Transport"), required=False)
    community = forms.ModelChoiceField(
        label=_("Community"),
        required=False,
        queryset=Community.objects.none(),
        to_field_name="public_id",
        empty_label=_("any community"),
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, themes=themes_composed())
        community = cast("forms.ModelChoiceField[Community]", self.fields["community"])
        community.queryset = communities_composed()
        by = cast("forms.ChoiceField", self.fields["by"])
        by.choices = [
            ("", _("any transport")),
            *((one.value, one.label) for one in modes_composed()),
        ]

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
