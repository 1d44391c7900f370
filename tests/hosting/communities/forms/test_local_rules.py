"""A rule, as coordinators write it down: a number where it counts something."""

import pytest

from hosting.communities.forms.local_rules import RuleForm
from hosting.communities.models.local_rules import RuleData
from hosting.communities.states import RULE_RANGES, RuleKind

WORDS = {"words": "No shoes inside.", "decided": "The assembly of 3 May"}


def rule(kind, number="", **changes):
    return RuleForm({"kind": kind, "number": number} | WORDS | changes)


@pytest.mark.parametrize("kind", list(RULE_RANGES))
def test_rule_form_keeps_a_number_in_its_range(kind):
    least, most = RULE_RANGES[kind]
    refusal = {"number": [f"Enter a number from {least} to {most} for this rule."]}

    assert rule(kind).errors == refusal
    assert rule(kind, least).errors == rule(kind, most).errors == {}
    if most < 1_000:
        assert rule(kind, most + 1).errors == refusal


def test_rule_form_gives_one_rule():
    form = rule(RuleKind.MOST_NIGHTS, "7")

    assert form.is_valid()
    assert form.cleaned_data == {"decided": RuleData(kind=RuleKind.MOST_NIGHTS, number=7, **WORDS)}


def test_rule_form_forgets_a_number_that_counts_nothing():
    form = rule(RuleKind.SOFT, "7")

    assert form.is_valid()
    assert form.cleaned_data["decided"].number is None


def test_rule_form_needs_the_words_of_what_people_keep_themselves():
    form = rule(RuleKind.SOFT, words="")

    assert form.errors == {"words": ["Write the rule in your own words."]}


@pytest.mark.parametrize("kind", ["", "cheaper"])
def test_rule_form_refuses_a_kind_that_there_is_not(kind):
    form = rule(kind, "7")

    assert list(form.errors) == ["kind"]
    assert form.cleaned_data == {}
