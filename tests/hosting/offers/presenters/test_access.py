"""Measured access in sentences."""

import pytest

from hosting.offers.models.access import AccessSurvey
from hosting.offers.presenters.access import AccessFact, access_facts

UNKNOWN = "not checked yet: ask the host"
NAMES = [
    "Steps at the entrance",
    "Doors",
    "Bathroom",
    "Lift",
    "Quiet room",
    "Assistance dog",
    "Hearing loop",
    "Path lit at night",
    "Accessible parking",
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
        (
            {"entrance_width": 90, "narrowest_door": 76},
            "entrance 90 cm wide, narrowest door 76 cm wide",
        ),
        ({"narrowest_door": 76}, "narrowest door 76 cm wide"),
    ],
    ids=["both", "door"],
)
def test_doors_are_measured(facts, words):
    assert fact("Doors", **facts) == AccessFact("ruler", "Doors", words)


@pytest.mark.parametrize(
    ("facts", "words", "state"),
    [
        pytest.param(
            {"has_level_shower": True, "has_grab_bars": False},
            "step-free shower, no grab bars",
            "",
            id="has-level-shower",
        ),
        pytest.param({"has_adapted_toilet": False}, "no accessible toilet", "no", id="has-adapted"),
    ],
)
def test_the_bathroom_says_what_is_there_and_what_is_not(facts, words, state):
    assert fact("Bathroom", **facts) == AccessFact("bath", "Bathroom", words, state)


@pytest.mark.parametrize(("there", "words", "state"), [(True, "yes", ""), (False, "no", "no")])
def test_yes_and_no_are_both_said(there, words, state):
    assert fact("Hearing loop", has_hearing_loop=there) == AccessFact(
        "bell", "Hearing loop", words, state
    )


def test_host_answers_where_nobody_measured_else_the_measure_counts():
    met = frozenset({"quiet", "step-free"})

    stated = access_facts(AccessSurvey(), met=met)
    measured = access_facts(AccessSurvey(has_quiet_room=False), met=met)

    quiet = [one for one in (*stated, *measured) if one.name == "Quiet room"]
    assert [(one.value, one.state) for one in quiet] == [
        ("yes, according to the host", ""),
        ("no", "no"),
    ]
