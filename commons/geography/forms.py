"""A field for places: people type, the server understands, suggestions are a convenience."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commons.geography.models import Locality
from commons.geography.selectors.localities import LONGEST_TEXT, resolve_locality
from core.text.formatting import format_or_list

MOST_NAMED: Final = 4


class SuggestingInput(forms.TextInput):
    """A text field that suggests places where scripts run."""

    template_name = "geography/widgets/place_input.html"

    def suggestions_url(self) -> str:
        """Where elements/place-field.js asks."""
        return reverse("geography:suggestions")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        url = self.suggestions_url()
        context["widget"]["src"] = f"{url}?lang={get_language()}" if url else ""
        return context


class PlaceInput(SuggestingInput):
    """A text, and hidden beside it the code of the suggestion that was taken, if any."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, str]:
        return data.get(name) or "", data.get(f"{name}_code") or ""

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data

    def format_value(self, value: Any) -> str | None:
        text = value[0] if isinstance(value, tuple) else value
        formatted: str | None = super().format_value(text)
        return formatted

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["code"] = value[1] if isinstance(value, tuple) else ""
        return context


class LocalityField(forms.Field):
    """Free text that becomes a Locality, or a clear refusal with what was probably meant."""

    widget = PlaceInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "unknown": _("We can’t find this place. Check the spelling."),
        "meant": _("We can’t find this place. Did you mean %(names)s?"),
        "which": _("Which place do you mean: %(names)s?"),
        "long": _("This place name is too long. Shorten it."),
    }

    def __init__(self, *, countries: Iterable[str] | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.countries = None if countries is None else frozenset(countries)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"maxlength": LONGEST_TEXT}

    def prepare_value(self, value: Any) -> Any:
        """A place, or the key of one that a model form begins with, as its text and its code."""
        if isinstance(value, int):
            value = Locality.objects.filter(pk=value).first()
        return (value.label, value.code) if isinstance(value, Locality) else value

    def clean(self, value: Any) -> Locality | None:
        text, code = value if isinstance(value, tuple) else (value or "", "")
        text = str(text).strip()
        self.validate(text)
        if not text:
            return None
        if len(text) > LONGEST_TEXT:
            raise ValidationError(self.error_messages["long"], code="long")
        return self._taken(text, code) or self._understood(text)

    def has_changed(self, initial: Any, data: Any) -> bool:
        shown = self.prepare_value(initial)
        text = shown[0] if isinstance(shown, tuple) else shown
        return str(text or "") != str(data[0] if data else "")

    def _taken(self, text: str, code: str) -> Locality | None:
        """The suggestion that was taken, if the text still says so."""
        place = Locality.objects.present().filter(code=code).first() if code else None
        allowed = place and (self.countries is None or place.country in self.countries)
        return place if place and allowed and place.label == text else None

    def _understood(self, text: str) -> Locality:
        answer = resolve_locality(text, countries=self.countries)
        if answer.locality is not None:
            return answer.locality
        names = format_or_list(place.label for place in answer.suggestions[:MOST_NAMED])
        kind = "which" if answer.ambiguous else "meant" if names else "unknown"
        raise ValidationError(self.error_messages[kind], code=kind, params={"names": names})
