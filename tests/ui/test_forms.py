"""How inputs are written."""

from datetime import date

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from ui.forms import INPUTS, DayInput, MomentInput, SiteFormRenderer

HOSTILE = """"><script>'&"""
ATTRIBUTES = {
    "id": "id_day",
    "min": 1,
    "step": 0.5,
    "required": True,
    "disabled": False,
    "title": gettext_lazy("Home"),
    "placeholder": HOSTILE,
    "pattern": mark_safe("a&amp;b"),
}


@pytest.mark.parametrize(
    "widget",
    [
        forms.CheckboxInput(),
        forms.DateInput(),
        forms.DateTimeInput(),
        forms.EmailInput(),
        forms.HiddenInput(),
        forms.NumberInput(),
        forms.TextInput(),
        forms.TimeInput(),
        forms.URLInput(),
        DayInput(),
        MomentInput(),
    ],
    ids=lambda widget: type(widget).__name__,
)
@pytest.mark.parametrize("value", [None, "", 0, 12345.5, True, date(2027, 5, 3), HOSTILE])
def test_render_writes_an_input_as_django_does(widget, value):
    assert widget.template_name in INPUTS

    ours = widget.render("day", value, ATTRIBUTES, renderer=SiteFormRenderer())

    assert ours == widget.render("day", value, ATTRIBUTES, renderer=TemplatesSetting())


def test_render_leaves_other_widgets_to_their_templates():
    choice = forms.Select(choices=[("a", "A")])

    ours = choice.render("kind", "a", {}, renderer=SiteFormRenderer())

    assert ours == choice.render("kind", "a", {}, renderer=TemplatesSetting())
