"""The first half of a question."""

from datetime import date

import pytest
import time_machine
from django.http import QueryDict

from hosting.offers.presenters.dates_and_party import DatesAndParty
from hosting.requests.forms.dates_and_party import DatesAndPartyForm


@pytest.fixture(autouse=True)
def third_of_april():
    with time_machine.travel("2027-04-03 10:00", tick=False):
        yield


def form_of(query, kind="stay"):
    return DatesAndPartyForm(QueryDict(query), kind=kind)


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ("", DatesAndParty()),
        pytest.param("check_in=2027-05-03", DatesAndParty(date(2027, 5, 3)), id="no-check-out"),
        pytest.param(
            "check_in=2027-05-03&check_out=2027-05-06",
            DatesAndParty(date(2027, 5, 3), date(2027, 5, 6)),
            id="dates",
        ),
        pytest.param("check_out=2027-05-06", DatesAndParty(), id="no-check-in"),
        pytest.param(
            "check_in=2027-05-06&check_out=2027-05-03",
            DatesAndParty(date(2027, 5, 6)),
            id="in-reverse",
        ),
        pytest.param("check_in=2020-05-06", DatesAndParty(), id="past"),
        pytest.param("check_in=%00&check_out=x", DatesAndParty(), id="no-dates"),
        pytest.param("adults=1&children=0", DatesAndParty(), id="adults-1-children-0"),
        pytest.param(
            "adults=2&children=1", DatesAndParty(adults=2, children=1), id="adults-2-children-1"
        ),
    ],
)
def test_chosen_is_what_makes_sense_of_the_address(query, chosen):
    assert form_of(query).chosen == chosen


def test_one_adult_and_no_child_unless_somebody_says_otherwise():
    assert [form_of("")[name].value() for name in ("adults", "children")] == [1, 0]
    assert form_of("adults=3")["adults"].value() == "3"


@pytest.mark.parametrize(
    ("query", "errors"),
    [
        pytest.param(
            "check_in=2020-05-06&check_out=2020-05-08",
            {"check_in": ["This day has passed. Choose today or a later day."]},
            id="past",
        ),
        pytest.param(
            "check_in=2027-05-06&check_out=2027-05-06",
            {"check_out": ["Choose a check-out date after check-in."]},
            id="no-night",
        ),
        ("adults=0", {"adults": ["Enter how many adults are coming: from 1 to 200."]}),
    ],
)
def test_what_cannot_be_is_said_before_anything_is_sent(query, errors):
    assert form_of(query).errors == errors


def test_an_activity_asks_for_a_day():
    labels = [form_of("", kind).fields["check_in"].label for kind in ("stay", "activity")]

    assert labels == ["Check-in", "Day"]
