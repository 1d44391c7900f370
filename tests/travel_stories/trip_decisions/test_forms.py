"""What people write when a group decides: options, dates, and what is refused."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from tests.factories.hosting import StayFactory
from tests.factories.travel_stories import TripFactory
from travel_stories.trip_decisions.choices import PollKind
from travel_stories.trip_decisions.forms import (
    ChoicePollForm,
    DatePollForm,
    IdeaForm,
    VoiceForm,
)
from travel_stories.trip_decisions.selectors.offers import link_to
from travel_stories.trip_decisions.validators import MOST_OPTIONS

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(datetime(2027, 4, 1, 8, tzinfo=UTC))]


def typed(**changes):
    words = {"key": str(uuid4()), "based_on": "0", "title": "Where to?", "words": ""}
    return words | {"closes_at": "2027-04-08T20:00"} | changes


def options_of(form):
    return [(one.words, one.first_day, one.last_day) for one in form.asked().options]


def test_choice_poll_form_has_an_option_a_line():
    form = ChoicePollForm(typed(lines=" The mill \n\n The ferry\r\n"), trip=TripFactory())

    assert form.is_valid()
    assert form.asked().kind == PollKind.CHOICES
    assert [words for words, _first, _last in options_of(form)] == ["The mill", "The ferry"]


def test_choice_poll_form_closes_at_a_moment_of_the_world():
    form = ChoicePollForm(typed(lines="a\nb"), trip=TripFactory())

    assert form.is_valid()
    assert form.words()["closes_at"] == datetime(2027, 4, 8, 18, tzinfo=UTC)


def test_choice_poll_form_begins_with_a_week_to_vote_until_the_evening():
    closes = ChoicePollForm(trip=TripFactory())["closes_at"].value()

    assert (closes.date(), closes.hour, closes.minute) == (date(2027, 4, 8), 20, 0)


def test_choice_poll_form_refuses_an_option_that_is_too_long():
    form = ChoicePollForm(typed(lines="short\n" + "x" * 1000), trip=TripFactory())

    [[sentence]] = form.errors.values()
    assert sentence.startswith("An option can have up to 120 characters.")


def test_choice_poll_form_asks_for_no_ideas_where_there_are_none():
    assert "ideas" not in ChoicePollForm(trip=TripFactory()).fields


def dates(rows=2, **changes):
    return DatePollForm(typed(**changes), trip=TripFactory(), rows=rows)


def test_date_poll_form_passes_over_empty_rows():
    form = dates(rows=3, first_1="2027-05-03", last_1="2027-05-07")

    assert form.is_valid()
    assert form.asked().kind == PollKind.DATES
    assert options_of(form) == [("", date(2027, 5, 3), date(2027, 5, 7))]


@pytest.mark.parametrize(
    ("first", "last", "errors"),
    [
        ("2027-05-03", "", {"last_2": ["Enter both the first and the last day."]}),
        ("", "2027-05-03", {"first_2": ["Enter both the first and the last day."]}),
        pytest.param(
            "2027-05-03",
            "2027-05-02",
            {"last_2": ["The last day can’t be before the first day. Choose another last day."]},
            id="ends-first",
        ),
        pytest.param(
            "2027-03-31",
            "2027-04-02",
            {"first_2": ["This day has passed. Choose today or a later day."]},
            id="past",
        ),
        pytest.param(
            "someday", "2027-05-02", {"first_2": ["Enter a valid date."]}, id="first-no-date"
        ),
        pytest.param(
            "2027-05-03", "someday", {"last_2": ["Enter a valid date."]}, id="last-no-date"
        ),
    ],
)
def test_date_poll_form_refuses_a_row_that_is_no_trip(first, last, errors):
    assert dates(first_2=first, last_2=last).errors == errors


def test_date_poll_form_takes_today():
    assert dates(first_1="2027-04-01", last_1="2027-04-01").errors == {}


@pytest.mark.parametrize(("rows", "shown"), [(-1, 2), (3, 3), (10_000, MOST_OPTIONS)])
def test_date_poll_form_shows_no_endless_rows(rows, shown):
    form = DatePollForm(trip=TripFactory(), rows=rows)

    assert (len(form.pairs), form["rows"].value()) == (shown, shown)


def idea(link):
    words = {"key": str(uuid4()), "based_on": "0", "title": "The mill", "words": "", "link": link}
    return IdeaForm(words)


def test_idea_form_makes_a_link_to_an_offer_that_offer():
    stay = StayFactory()

    form = idea(link_to(stay.offer_ptr))

    assert form.is_valid()
    words = form.words()
    assert (words["offer"].pk, words["link"]) == (stay.pk, "")


def test_idea_form_keeps_any_other_link():
    form = idea("https://example.org/mill")

    assert form.is_valid()
    words = form.words()
    assert (words["offer"], words["link"]) == (None, "https://example.org/mill")


@pytest.mark.parametrize("link", ["javascript:alert(1)", "not a link"])
def test_idea_form_refuses_what_is_no_link(link):
    assert list(idea(link).errors) == ["link"]


@pytest.mark.parametrize(("opinion", "is_valid"), [("", True), ("perhaps-not", False)])
def test_voice_form_may_take_a_voice_back(opinion, is_valid):
    form = VoiceForm({"key": str(uuid4()), "based_on": "0", "opinion": opinion})

    assert form.is_valid() is is_valid
