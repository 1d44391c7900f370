"""Yes, no, and nobody has looked."""

import pytest
import time_machine

from hosting.offers.forms.access import AccessForm

SEEN = {"entrance_steps": "2", "has_lift": "true", "has_ramp": "false", "has_grab_bars": ""}


def test_access_form_has_three_answers():
    form = AccessForm(SEEN)

    assert form.is_valid(), form.errors
    survey = form.instance
    assert (survey.entrance_steps, survey.has_lift, survey.has_ramp, survey.has_grab_bars) == (
        2,
        True,
        False,
        None,
    )


@pytest.mark.parametrize(
    ("value", "shown"), [(None, ""), (True, "true"), (False, "false"), ("false", "false")]
)
def test_access_form_shows_the_answer_that_was_given(value, shown):
    form = AccessForm(initial={"has_lift": value})

    checked = [radio.data["value"] for radio in form["has_lift"] if radio.data["selected"]]
    assert checked == [shown]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("entrance_steps", "-1"),
        ("entrance_steps", "201"),
        ("narrowest_door", "501"),
        ("surveyed_on", "2027-05-04"),
        ("surveyed_on", "2027-02-30"),
        ("details", "Call 06 12 34 56 78."),
        ("details", "x" * 1501),
    ],
)
@time_machine.travel("2027-05-03 10:00")
def test_access_form_refuses(field, value):
    form = AccessForm(SEEN | {field: value})

    assert list(form.errors) == [field]
