"""What a guest fills in, as it stands on the page."""

from datetime import date

import pytest
from django.utils.html import escape

from core.values.dates import DateRange
from hosting.requests.forms.requests import ActivityRequestForm, StayRequestForm
from tests.factories.hosting import ActivityFactory, RateFactory, SessionFactory, StayFactory

pytestmark = pytest.mark.django_db


def test_request_form_marks_names_of_rates_with_the_language_of_the_offer():
    stay = StayFactory(language="fr")
    RateFactory(offer=stay, own_name="La chambre <bleue>")

    RateFactory(offer=stay, own_name="", name="children")

    page = str(StayRequestForm(offer=stay)["rate"])

    assert f'<span lang="fr">{escape("La chambre <bleue>")}</span>' in page
    assert page.count("<span lang=") == 1
    assert "Children" in page


@pytest.mark.parametrize(
    ("chosen", "dates", "refused"),
    [
        pytest.param("day", DateRange(date(2027, 5, 4), date(2027, 5, 5)), [], id="a-day"),
        pytest.param("session", None, [], id="a-session"),
        pytest.param("", None, ["check_in"], id="neither"),
    ],
)
@pytest.mark.time_machine("2027-05-01 09:00")
def test_an_activity_on_request_takes_a_session_or_a_day(chosen, dates, refused):
    activity = ActivityFactory(is_on_request=True)
    session, rate = SessionFactory(activity=activity), RateFactory(offer=activity)
    answers = {"day": {"check_in": "2027-05-04"}, "session": {"session": session.public_id}}
    data = {"adults": 2, "children": 0, "rate": rate.pk, "message": "May we?"}

    form = ActivityRequestForm(
        data | {"key": "6f9b3b52-0000-4000-8000-000000000001"} | answers.get(chosen, {}),
        offer=activity,
    )
    form.is_valid()

    assert list(form.errors) == refused
    assert form.cleaned_data["dates"] == dates
    assert form.cleaned_data.get("session") == (session if chosen == "session" else None)


def test_an_activity_with_fixed_sessions_asks_for_no_day():
    session = SessionFactory()

    form = ActivityRequestForm(offer=session.activity)

    assert "check_in" not in form.fields
    assert form.fields["session"].required
