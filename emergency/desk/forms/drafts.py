"""Which drafts are asked: one by its own button, or those that are ticked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from emergency.housing.models.drafts import Draft, DraftQuerySet

GONE = {
    "invalid_choice": _(
        "This suggested match has been updated. Check it again before you ask the host."
    )
}


class DraftsForm(forms.Form):
    """`one` comes with a row's own button, and counts before what is ticked."""

    one = forms.ModelChoiceField(
        queryset=Draft.objects.none(),
        to_field_name="public_id",
        required=False,
        error_messages=GONE,
    )
    draft = forms.ModelMultipleChoiceField(
        queryset=Draft.objects.none(),
        to_field_name="public_id",
        required=False,
        error_messages=GONE,
    )

    def __init__(self, *args: Any, drafts: DraftQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("one", "draft"):
            self.fields[name].queryset = drafts  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        chosen = [data["one"]] if data.get("one") else list(data.get("draft") or ())
        if not chosen and not self.errors:
            raise forms.ValidationError(_("Select at least one suggested match."))
        return {"drafts": chosen}
