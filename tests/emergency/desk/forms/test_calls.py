"""Why a coordinator calls: the sentence that goes into the log."""

import pytest

from emergency.desk.forms.calls import CallBackForm, CallForm, call_form_for
from emergency.housing.choices import CallReason
from emergency.housing.states.requests import NextAction


@pytest.mark.parametrize(
    ("reason", "words", "sentence"),
    [
        (CallReason.FIRST, "", str(CallReason.FIRST.label)),
        pytest.param(
            CallReason.FIRST,
            "no answer",
            f"{CallReason.FIRST.label}: no answer",
            id="first-no-answer",
        ),
        pytest.param(
            CallReason.OTHER, "The key is lost.", "The key is lost.", id="the-key-is-lost"
        ),
    ],
)
def test_call_form_makes_one_sentence(reason, words, sentence):
    form = CallForm({"reason": reason, "words": words})

    assert form.is_valid()
    assert form.cleaned_data == {"reason": sentence}


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        ({"reason": CallReason.OTHER}, {"words": ["Say why you’re calling."]}),
        (
            {"reason": "rude"},
            {"reason": ["Select a valid choice. rude is not one of the available choices."]},
        ),
        ({"reason": ""}, {"reason": ["This field is required."]}),
    ],
)
def test_call_form_refuses_a_call_without_a_reason(data, errors):
    assert CallForm(data).errors == errors


def test_call_form_says_once_what_is_wrong_with_the_words():
    form = CallForm({"reason": CallReason.OTHER, "words": "two\nlines"})

    assert [len(sentences) for sentences in form.errors.values()] == [1]
    assert list(form.errors) == ["words"]


@pytest.mark.parametrize(
    ("action", "reason"),
    [
        (NextAction.CALL, CallReason.FIRST),
        (NextAction.ARRIVAL, CallReason.ARRIVAL),
        ("nothing", CallReason.QUESTION),
    ],
)
def test_call_form_for_a_step_begins_with_its_reason(action, reason):
    assert call_form_for(action)["reason"].value() == reason


def test_call_back_form_needs_a_time():
    assert CallBackForm({}).errors == {"again_at": ["Choose when to call back."]}
