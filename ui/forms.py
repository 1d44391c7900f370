"""How forms look here, and the shape of two dates for every form that asks for them."""

from typing import Any, cast

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core.values.dates import DateRange


class SiteFormRenderer(TemplatesSetting):
    """Templates of `{{ form }}` and `{{ field.as_field_group }}` on the whole site."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"


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


def choice_errors(sentence: str | Promise) -> dict[str, Any]:
    """`error_messages` of a field with choices: nothing chosen, or what isn't there to choose."""
    return dict.fromkeys(("required", "invalid_choice"), sentence)


def number_errors(sentence: str | Promise, **facts: object) -> dict[str, Any]:
    """`error_messages` of a number: one sentence for whatever is wrong with it.

    The sentence says from what to what it may be; `facts` fill its `{names}`.
    """
    words = format_lazy(cast("str", sentence), **facts)
    return dict.fromkeys(("required", "invalid", "min_value", "max_value"), words)


class DateRangeForm(forms.Form):
    """Asks for check-in and check-out, cleans them into one `dates`."""

    wrong_order: str | Promise = _("Choose a check-out date after check-in.")

    check_in = forms.DateField(
        label=_("Check-in"),
        widget=DayInput,
        error_messages={"required": _("Choose the day you arrive.")},
    )
    check_out = forms.DateField(
        label=_("Check-out"),
        widget=DayInput,
        error_messages={"required": _("Choose the day you leave.")},
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        check_in, check_out = data.pop("check_in", None), data.pop("check_out", None)
        data["dates"] = None
        if check_in and check_out and check_in < check_out:
            data["dates"] = DateRange(check_in, check_out)
        elif check_in and check_out:
            self.add_error("check_out", str(self.wrong_order))
        return data
