"""The name of a list, and the list an offer goes into."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from core.text.texts import words_without_controls
from hosting.favourites.models import FavouriteList


class ListForm(forms.ModelForm[FavouriteList]):
    class Meta:
        model = FavouriteList
        fields = ("name",)
        error_messages: ClassVar[dict[str, Any]] = {
            "name": {"required": _("Enter a name for the list.")},
        }

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        return data | words_without_controls(data)


class SaveForm(forms.Form):
    """Without a list the offer goes into the one that was used last."""

    def __init__(self, *args: Any, person: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["into"] = forms.ModelChoiceField(
            FavouriteList.objects.visible_to(person), to_field_name="public_id", required=False
        )
