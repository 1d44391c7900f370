"""What people answer about a story, and how authors put somebody on its list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from travel_stories.stories.choices import ConsentLevel
from travel_stories.stories.selectors.consents import ConsentRequest
from travel_stories.trips.models.members import TripMember


class ConsentForm(forms.Form):
    """One question for each part that concerns somebody. `seen` names what stood on the page."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, asked: ConsentRequest, **options: Any) -> None:
        super().__init__(*args, **options)
        self.asked = asked
        self.initial["seen"] = asked.text_hash
        for part in asked.parts:
            self.fields[part.key] = forms.ChoiceField(
                label=part.part.title or _("Can this part be published?"),
                choices=ConsentLevel.choices,
                widget=forms.RadioSelect,
                initial=part.wish,
                help_text=_(
                    "Blur me: your name becomes “someone”, and photos don’t show "
                    "your face. Cut this part: nothing in it is published."
                ),
                error_messages={"required": _("Choose one of the three answers.")},
            )

    def questions(self) -> Iterable[tuple[Any, forms.BoundField]]:
        """Each part with its question below it."""
        return [(part, self[part.key]) for part in self.asked.parts]

    def wishes(self) -> dict[str, ConsentLevel]:
        keys = {part.key for part in self.asked.parts}
        return {key: ConsentLevel(value) for key, value in self.cleaned_data.items() if key in keys}


class OralForm(ConsentForm):
    """An author writes down what somebody said."""

    note = forms.CharField(
        label=_("When and how did this person answer?"),
        help_text=_("For example: by phone, 3 May."),
        max_length=300,
        error_messages={"required": _("Say when and how this person answered.")},
    )

    def answer_data(self) -> dict[str, Any]:
        """For the action."""
        data = self.cleaned_data
        return {"wishes": self.wishes(), "seen": data["seen"], "note": data["note"]}


class PersonForm(forms.Form):
    """Somebody who is named or shown: a member of the trip, or a name with or without address."""

    member = forms.ModelChoiceField(
        label=_("Someone from the trip"),
        queryset=TripMember.objects.none(),
        required=False,
        empty_label=_("someone else"),
    )
    name = forms.CharField(
        label=_("Name"),
        help_text=_("The name used in the story. It’s removed if this person asks to be left out."),
        max_length=60,
        required=False,
    )
    email = forms.EmailField(
        label=_("Email address"),
        help_text=_(
            "With an email address, this person gets their own page to "
            "answer on. Without one, ask this person yourself and record the "
            "answer."
        ),
        required=False,
        error_messages={"invalid": _("Enter an email address, such as name@example.org.")},
    )
    parts = forms.MultipleChoiceField(
        label=_("Where this person is named or shown"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one block or photo.")},
    )

    def __init__(
        self, *args: Any, members: Any = None, parts: Iterable[Any] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        cast("forms.MultipleChoiceField", self.fields["parts"]).choices = list(parts)
        if members is None:
            del self.fields["member"]
            self.fields["name"].required = True
        else:
            member = cast("forms.ModelChoiceField[TripMember]", self.fields["member"])
            member.queryset = members

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        member = data.get("member")
        if member and not data.get("name"):
            data["name"] = member.name
        if not data.get("name") and "name" not in self.errors:
            self.add_error("name", _("Enter the name used in the story."))
        return data

    def words(self) -> dict[str, Any]:
        member = self.cleaned_data.get("member")
        return {
            "name": self.cleaned_data["name"],
            "email": self.cleaned_data.get("email", ""),
            "person": member.person if member else None,
            "parts": self.cleaned_data["parts"],
        }


class PartsForm(forms.Form):
    """Where somebody on the list is, said anew."""

    parts = forms.MultipleChoiceField(
        label=_("Where this person is named or shown"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, parts: Iterable[Any] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        cast("forms.MultipleChoiceField", self.fields["parts"]).choices = list(parts)
