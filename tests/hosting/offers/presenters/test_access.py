"""Measured access in sentences."""

import pytest

from hosting.offers.models.access import AccessSurvey
from hosting.offers.presenters.access import AccessFact, access_facts

UNKNOWN = "nobody has looked yet, ask"
NAMES = [
    "Steps at the entrance",
    "Doors",
    "Bathroom",
    "Lift",
    "Quiet room",
    "Assistance dog",
    "Hearing loop",
    "Lit way at night",
    "Adapted parking",
]


def fact(name, **facts):
    return next(one for one in access_facts(AccessSurvey(**facts)) if one.name == name)


def test_what_nobody_measured_is_said_as_such():
    facts = access_facts(AccessSurvey())

    assert [(one.name, one.value, one.state) for one in facts] == [
        (name, UNKNOWN, "unknown") for name in NAMES
    ]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"entrance_steps": 0}, "none"),
        ({"entrance_steps": 1}, "1 step"),
        ({"entrance_steps": 3, "step_height": 14}, "3 steps of 14 cm"),
        pytest.param(
            {"entrance_steps": 1, "step_height": 14, "has_ramp": True},
            "1 step of 14 cm, with a ramp",
            id="entrance-steps-1-step-height",
        ),
    ],
)
def test_steps_are_counted_and_measured(facts, words):
    assert fact("Steps at the entrance", **facts) == AccessFact(
        "steps", "Steps at the entrance", words
    )


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"entrance_width": 90, "narrowest_door": 76}, "entrance 90 cm, narrowest door 76 cm"),
        ({"narrowest_door": 76}, "narrowest door 76 cm"),
    ],
)
def test_doors_are_measured(facts, words):
    assert fact("Doors", **facts) == AccessFact("ruler", "Doors", words)


@pytest.mark.parametrize(
    ("facts", "words", "state"),
    [
        pytest.param(
            {"has_level_shower": True, "has_grab_bars": False},
            "level shower, no grab bars",
            "",
            id="has-level-shower",
        ),
        pytest.param({"has_adapted_toilet": False}, "no adapted toilet", "no", id="has-adapted"),
    ],
)
def test_the_bathroom_says_what_is_there_and_what_is_not(facts, words, state):
    assert fact("Bathroom", **facts) == AccessFact("bath", "Bathroom", words, state)


@pytest.mark.parametrize(("there", "words", "state"), [(True, "yes", ""), (False, "no", "no")])
def test_yes_and_no_are_both_said(there, words, state):
    assert fact("Hearing loop", has_hearing_loop=there) == AccessFact(
        "bell", "Hearing loop", words, state
    )
