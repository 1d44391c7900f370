"""Which nights a host opens or closes: both ends included, none of them over."""

from datetime import date, timedelta

import pytest

from core.values.dates import DateRange
from hosting.calendars.forms.nights import NightsForm

TODAY = date(2027, 4, 1)
pytestmark = pytest.mark.time_machine(TODAY)


@pytest.fixture(autouse=True)
def _a_year_ahead(settings):
    settings.HOSTING_ASK_AHEAD = timedelta(days=365)


def nights(first="2027-05-03", last="2027-05-05", state="closed"):
    return NightsForm({"first": first, "last": last, "state": state})


@pytest.mark.parametrize(
    ("first", "last", "dates"),
    [
        pytest.param(
            "2027-05-03",
            "2027-05-05",
            DateRange(date(2027, 5, 3), date(2027, 5, 6)),
            id="three-nights",
        ),
        pytest.param(
            "2027-04-01", "2027-04-01", DateRange(date(2027, 4, 1), date(2027, 4, 2)), id="tonight"
        ),
        pytest.param(
            "2028-03-31",
            "2028-03-31",
            DateRange(date(2028, 3, 31), date(2028, 4, 1)),
            id="last-day",
        ),
    ],
)
def test_nights_form_takes_the_last_night_with_them(first, last, dates):
    form = nights(first, last)

    assert form.is_valid()
    assert form.cleaned_data == {"dates": dates, "state": "closed"}


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        (
            {"first": "2027-03-31"},
            {"first": ["This night has passed. Choose today or a later date."]},
        ),
        (
            {"last": "2028-04-01"},
            {"last": ["Guests can’t send requests this far ahead. Choose an earlier date."]},
        ),
        (
            {"last": "2027-05-02"},
            {"last": ["The last night can’t be before the first. Choose a later last night."]},
        ),
        ({"first": ""}, {"first": ["Choose the first night."]}),
        ({"last": ""}, {"last": ["Choose the last night."]}),
    ],
)
def test_nights_form_refuses_with_one_sentence(data, errors):
    form = nights(**data)

    assert form.errors == errors
    assert "dates" not in form.cleaned_data


def test_nights_form_refuses_a_state_that_there_is_not():
    assert list(nights(state="perhaps").errors) == ["state"]
