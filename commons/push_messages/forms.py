"""What a browser sends to be told, and which types a person wants there."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.notifications.categories import categories_to_choose


class SubscriptionForm(forms.Form):
    """Filled in by a script: nobody reads its errors."""

    endpoint = forms.CharField(max_length=1000)
    p256dh = forms.CharField(max_length=100)
    auth = forms.CharField(max_length=40)


class TypesForm(forms.Form):
    """One box for each type that this person may get and refuse."""

    types = forms.MultipleChoiceField(
        label=_("Types of notification"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, person: User, muted: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._muted = muted
        self._asked = {kind.code: kind.title for kind in categories_to_choose(person)}
        field = self.fields["types"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  for the type checker
        field.choices = list(self._asked.items())
        field.initial = [code for code in self._asked if code not in muted]

    def muted(self) -> list[str]:
        """What isn't ticked, and what was refused in a role that the person doesn't have now."""
        not_asked = [code for code in self._muted if code not in self._asked]
        ticked = self.cleaned_data["types"]
        return [*not_asked, *(code for code in self._asked if code not in ticked)]
