"""When, for how long, for how many."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from hosting.calendars.forms.sessions import SeriesForm, SessionForm
from hosting.requests.forms.proposals import ProposalForm
from hosting.requests.forms.requests import ActivityRequestForm
from tests.factories.hosting import SessionFactory, SessionRequestFactory

CANARIES = ZoneInfo("Atlantic/Canary")
SAYS = {"starts_at": "2027-05-04T14:00", "minutes": "90", "seats": "8", "weeks": "1"}


@pytest.fixture(autouse=True)
def first_of_may():
    with time_machine.travel("2027-05-01 10:00", tick=False):
        yield


def test_session_form_reads_the_clocks_of_the_place():
    form = SeriesForm(SAYS, clock=CANARIES)

    assert form.is_valid(), form.errors
    assert form.cleaned_data == {
        "starts_at": datetime(2027, 5, 4, 13, 0, tzinfo=UTC),
        "ends_at": datetime(2027, 5, 4, 14, 30, tzinfo=UTC),
        "seats": 8,
        "weeks": 1,
    }


@pytest.mark.django_db
def test_session_form_shows_the_clocks_of_the_place():
    form = SessionForm(session=SessionFactory(), clock=CANARIES)

    assert 'value="2027-05-04T13:00"' in str(form["starts_at"])
    assert (form["minutes"].value(), form["seats"].value()) == (120, 8)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("starts_at", "2027-02-30T14:00"),
        ("starts_at", "2031-05-04T14:00"),
        ("starts_at", ""),
        ("minutes", "0"),
        ("minutes", "99999"),
        ("seats", "0"),
        ("seats", "10000"),
        ("weeks", "0"),
        ("weeks", "53"),
    ],
)
def test_session_form_refuses(field, value):
    form = SeriesForm(SAYS | {field: value}, clock=CANARIES)

    assert list(form.errors) == [field]


@pytest.mark.django_db
def test_session_choice_field_tells_hours_by_the_clocks_of_the_place():
    session = SessionFactory(activity__place__locality__timezone="Europe/London")
    guest_request = SessionRequestFactory(session=session)
    ask = ActivityRequestForm(offer=session.activity)
    counter = ProposalForm(guest_request=guest_request)

    choices = [list(form.fields["session"].choices) for form in (ask, counter)]

    told = [(session.public_id, "Tuesday 4 May at 13:00")]
    assert choices == [told, told]
