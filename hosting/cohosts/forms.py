"""Whom a host asks to help with an offer."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from hosting.cohosts.choices import CoHostScope


def scope_choices() -> list[tuple[str, str]]:
    return [(scope.value, capfirst(str(scope.label))) for scope in CoHostScope]


class ScopesForm(forms.Form):
    """What somebody does for the host."""

    scopes = forms.MultipleChoiceField(
        label=_("What they can do for you"),
        choices=scope_choices,
        initial=[CoHostScope.ANSWER],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )


class CoHostForm(ScopesForm):
    email = forms.EmailField(
        label=_("Their email address"),
        help_text=_(
            "They need an account with this address and must belong to the community of this "
            "offer. We can’t tell you whether they do."
        ),
        max_length=254,
    )

    field_order = ("email", "scopes")

    def clean_email(self) -> Any:
        return self.cleaned_data["email"].lower()
