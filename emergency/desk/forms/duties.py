"""Who is put on duty, and for which places of work: found by a word of their name or town."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commons.geography.gazetteer import fold
from emergency.activations.models.places import Hospital

MOST_SHOWN: Final = 40


class DutyForm(forms.Form):
    """Ticks stand for what was found and what was chosen before; all others stay out of sight.

    A town takes all its places of work. Without a tick everything is theirs.
    """

    email = forms.EmailField(
        label=_("Email address of the person’s account"),
        error_messages=dict.fromkeys(
            ("required", "invalid"), _("Enter the email address of the person’s account.")
        ),
    )
    sees_safety = forms.BooleanField(label=_("Can read safety reports"), required=False)
    look = forms.CharField(
        label=_("Only for certain workplaces"),
        max_length=80,
        required=False,
        help_text=_(
            "Search by name or town. If you select none, this person covers every workplace."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    towns = forms.MultipleChoiceField(
        label=_("Whole towns"), required=False, widget=forms.CheckboxSelectMultiple
    )
    hospitals = forms.ModelMultipleChoiceField(
        label=_("Workplaces"),
        queryset=Hospital.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, places: QuerySet[Hospital], **options: Any) -> None:
        super().__init__(*args, **options)
        self.places = places
        hospitals: Any = self.fields["hospitals"]
        towns: Any = self.fields["towns"]
        hospitals.queryset = places
        hospitals.choices = [(one.pk, str(one)) for one in self._shown]
        towns.choices = [
            (town, format_lazy("{} ({})", town, count)) for town, count in self._towns.items()
        ]

    def clean(self) -> dict[str, Any]:
        """Towns become their places of work; the word that was looked for has done its work."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        towns = set(data.pop("towns", ()))
        data.pop("look", None)
        ticked = {one.pk for one in data.get("hospitals", ())}
        data["hospitals"] = [
            one for one in self._everywhere if one.pk in ticked or one.city in towns
        ]
        return data

    @property
    def found_nothing(self) -> bool:
        return bool(self._word) and not self._found

    @cached_property
    def _everywhere(self) -> list[Hospital]:
        return list(self.places)

    @cached_property
    def _found(self) -> list[Hospital]:
        words = [fold(word) for word in self._word.split()]
        named = [(fold(str(one)), one) for one in self._everywhere] if words else []
        return [one for name, one in named if all(word in name for word in words)]

    @cached_property
    def _shown(self) -> list[Hospital]:
        ticked, found = self._ticked("hospitals"), self._found[:MOST_SHOWN]
        return [one for one in self._everywhere if str(one.pk) in ticked or one in found]

    @cached_property
    def _towns(self) -> dict[str, int]:
        """Those of what was found, and those that were ticked before."""
        near = {one.city for one in self._found} | self._ticked("towns")
        counts = Counter(one.city for one in self._everywhere)
        return {town: count for town, count in counts.items() if town in near and count > 1}

    @property
    def _word(self) -> str:
        query = self.data.get("look") if self.is_bound else self.initial.get("look")
        return str(query or "")[:80]

    def _ticked(self, name: str) -> set[str]:
        if self.is_bound:
            return set(self.data.getlist(name))  # type: ignore[attr-defined]
        return {str(getattr(one, "pk", one)) for one in self.initial.get(name, ())}
