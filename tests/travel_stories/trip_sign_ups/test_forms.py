"""What a council writes of its bands of the family quotient."""

import pytest

from tests.factories.accounts import UserFactory
from tests.factories.travel_stories import SignUpFactory, TripFactory
from travel_stories.trip_sign_ups.forms import RegistrationForm, SignUpForm
from travel_stories.trip_sign_ups.models import QuotientBand

pytestmark = pytest.mark.django_db


def form(bands):
    trip = TripFactory.build(currency="EUR")
    return SignUpForm({"bands": bands}, trip=trip, sign_up=None)


def test_bands_are_read_line_by_line_and_written_back():
    bands = [["Up to 700", 2000, 1050], ["Above: others", 3000, 0]]

    written = SignUpForm(
        trip=TripFactory.build(), sign_up=SignUpFactory.build(quotient_bands=bands, currency="EUR")
    ).initial["bands"]
    read = form(written)
    read.is_valid()

    assert read.cleaned_data["bands"] == tuple(QuotientBand(*band) for band in bands)


def test_both_who_ask_and_who_answer_read_that_bands_can_be_worked_out():
    sign_up = SignUpFactory.build(quotient_bands=[["Up to 700", 2000, 1050]], currency="EUR")
    answer = RegistrationForm(person=UserFactory.build(), sign_up=sign_up)

    told = [form("").fields["bands"].help_text, answer.fields["band"].help_text]

    assert ["work out" in text for text in told] == [True, True]


@pytest.mark.parametrize(
    "bands",
    [
        *("Up to 700", "Up to 700: 20", ": 20 / 10", "A: 20 / ten", "A: -1 / 0", "A: 1/1\nA: 2/2"),
        "A" * 41 + ": 1 / 1",
        "\n".join(f"{number}: 1 / 1" for number in range(9)),
    ],
    ids=["none", "one", "nameless", "words", "below", "twice", "long", "many"],
)
def test_bands_that_cannot_be_read_are_refused(bands):
    refused = form(bands)

    assert not refused.is_valid()
    assert "bands" in refused.errors
