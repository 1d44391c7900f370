"""How forms look here, and the shape of two dates for every form that asks for them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from core.values.dates import DateRange


class SiteFormRenderer(TemplatesSetting):
    """`{{ form }}` and `{{ field.as_field_group }}` look like the house everywhere."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        """Django has two templates and a loop for each `<input>`; a page has many of them."""
        if template_name in INPUTS:
            return input_tag(context["widget"])
        return super().render(template_name, context, request)


INPUTS = frozenset(  # whose template is nothing but Django's `input.html`
    f"django/forms/widgets/{name}.html"
    for name in ("checkbox", "date", "datetime", "email", "hidden", "number", "text", "time", "url")
)


def input_tag(widget: Mapping[str, Any]) -> SafeString:
    """One `<input>`, letter for letter as Django's templates write it."""
    attrs = {"type": widget["type"], "name": widget["name"]}
    if widget["value"] is not None:
        attrs["value"] = widget["value"]
    return SafeString(f"<input{_attributes(attrs)}{_attributes(widget['attrs'])}>")


def _attributes(attrs: Mapping[str, Any]) -> str:
    """What is true stands without a value, what is false not at all."""
    return "".join(
        f" {name}" if value is True else f' {name}="{conditional_escape(value)}"'
        for name, value in attrs.items()
        if value is not False
    )


class DayInput(forms.DateInput):
    """A native date: browsers want ISO, whatever the language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """A day and an hour in one native control."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class DateRangeForm(forms.Form):
    """Asks for check-in and check-out, cleans them into one `dates`."""

    wrong_order: str | Promise = _("Check-out comes after check-in.")

    check_in = forms.DateField(label=_("Check-in"), widget=DayInput)
    check_out = forms.DateField(label=_("Check-out"), widget=DayInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        check_in, check_out = data.pop("check_in", None), data.pop("check_out", None)
        data["dates"] = None
        if check_in and check_out and check_in < check_out:
            data["dates"] = DateRange(check_in, check_out)
        elif check_in and check_out:
            self.add_error("check_out", str(self.wrong_order))
        return data
