"""A field for a place of work: people type, the server understands, suggestions help."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commons.geography.forms import PlaceInput
from core.text.formatting import format_or_list
from emergency.activations.models.activations import Activation
from emergency.activations.selectors.workplaces import LONGEST_TEXT, Workplace, resolve_workplace

MOST_NAMED: Final = 4


class WorkplaceInput(PlaceInput):
    """Suggests the places of work of one emergency."""

    activation: Activation | None = None

    def suggestions_url(self) -> str:
        if self.activation is None:
            return ""
        return reverse("emergency:workplaces", args=[self.activation.public_id])


class WorkplaceField(forms.Field):
    """Free text that becomes the key of a hospital, or a refusal with what was probably meant."""

    widget = WorkplaceInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "unknown": _("We don’t know this workplace. Enter it under “Another workplace” instead."),
        "meant": _(
            "We don’t know this workplace. Do you mean %(names)s? If not, "
            "enter it under “Another workplace”."
        ),
        "which": _("Which place do you mean: %(names)s?"),
    }

    workplaces: Sequence[Workplace] = ()

    def serve(self, activation: Activation, workplaces: Sequence[Workplace]) -> None:
        """Choose from these; the form calls it for each request."""
        self.workplaces = workplaces
        self.widget.activation = activation

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"maxlength": LONGEST_TEXT}

    def clean(self, value: Any) -> int | None:
        text, code = value if isinstance(value, tuple) else (value or "", "")
        text = str(text).strip()[:LONGEST_TEXT]
        self.validate(text)
        if not text:
            return None
        taken = (one for one in self.workplaces if one.code == code and one.label == text)
        found = next(taken, None)
        return found.pk if found else self._understood(text)

    def _understood(self, text: str) -> int:
        found = resolve_workplace(self.workplaces, text)
        if found.workplace is not None:
            return found.workplace.pk
        names = format_or_list(one.label for one in found.suggestions[:MOST_NAMED])
        kind = "which" if found.is_ambiguous else "meant" if names else "unknown"
        raise ValidationError(self.error_messages[kind], code=kind, params={"names": names})
