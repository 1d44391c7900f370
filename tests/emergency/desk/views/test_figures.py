"""The board and the report on the desk: for those on duty, in both languages."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from commons.notifications.emails import render_notice
from commons.notifications.models import Notice
from core.permissions import SYSTEM
from emergency.figures.actions import keep_figures
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    HospitalFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    looking,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def activation():
    return ActivationFactory(opened_at=timezone.now() - timedelta(days=9))


@pytest.fixture
def nadia(client, activation):
    person = DutyFactory(activation=activation).person
    client.force_login(person)
    return person


def url_of(activation, page, *more):
    return reverse(f"emergency:{page}", args=[activation.address, *more])


def keep(activation, days_ago):
    day = timezone.localdate() - timedelta(days=days_ago)
    keep_figures(activation=activation, day=day, by=SYSTEM)
    return day


def test_the_board_shows_where_homes_are_short(client, activation, nadia):
    looking(activation=activation)
    looking(activation=activation, hospital=HospitalFactory(latitude=47.1, longitude=0.1))
    HousingOfferFactory(activation=activation)

    page = client.get(url_of(activation, "board"))

    cells = page.context["board"].cells
    assert {cell.is_short for cell in cells} == {True, False}
    assert page.text.count('class="bars"') == len(cells)


def test_the_board_is_narrowed_to_a_place_of_work_and_nonsense_is_all(client, activation, nadia):
    here, there = (looking(activation=activation).hospital for _ in range(2))
    board = url_of(activation, "board")

    def places(work):
        return {cell.place for cell in client.get(board, {"work": work}).context["board"].cells}

    assert places(here.pk) == {str(here)}
    assert places("") == places("nonsense") == {str(here), str(there)}


def test_an_empty_board_says_so(client, activation, nadia):
    assert "No home needed in the next six weeks" in client.get(url_of(activation, "board")).text


@pytest.mark.parametrize("page", ["board", "report"])
def test_strangers_cannot_tell_that_there_is_a_desk(client, activation, page):
    client.force_login(UserFactory())

    assert client.get(url_of(activation, page)).status_code == 404


def test_the_report_stands_beside_the_day_before(client, activation, nadia):
    HousingRequestFactory(activation=activation)
    with time_machine.travel(timezone.now() - timedelta(days=1)):
        earlier = keep(activation, 1)
    HousingRequestFactory(activation=activation)
    keep(activation, 1)

    page = client.get(url_of(activation, "report"))

    waiting = page.context["report"].standing[0]
    assert (waiting.number, waiting.before, waiting.change) == (2, 1, "+1")
    assert url_of(activation, "report-of", earlier.isoformat()) in page.text


def test_the_report_of_a_day_leads_to_the_next_one(client, activation, nadia):
    earlier, later = keep(activation, 2), keep(activation, 1)

    page = client.get(url_of(activation, "report-of", earlier.isoformat()))

    assert page.context["report"].standing[0].change == ""
    assert url_of(activation, "report-of", later.isoformat()) in page.text


@pytest.mark.parametrize("day", ["2020-01-01", "tomorrow", "2026-13-45"])
def test_a_day_that_was_not_counted_is_not_there(client, activation, nadia, day):
    keep(activation, 1)

    assert client.get(url_of(activation, "report-of", day)).status_code == 404


def test_before_the_first_morning_the_report_says_when_it_comes(client, activation, nadia):
    assert "tomorrow morning" in client.get(url_of(activation, "report")).text


def test_the_report_asks_the_same_questions_for_one_day_and_for_three(
    client, activation, nadia, count_queries
):
    keep(activation, 3)
    url = url_of(activation, "report")
    client.get(url)
    first = count_queries(lambda: client.get(url))
    keep(activation, 2)
    keep(activation, 1)

    assert count_queries(lambda: client.get(url)) == first


def test_the_letter_of_the_morning_counts_in_french(activation):
    DutyFactory(activation=activation, person__language="fr")
    HousingRequestFactory(activation=activation)
    day = keep(activation, 1)

    letter = render_notice(Notice.objects.get())

    assert letter.title.startswith("Indre-et-Loire\u00a0: situation du ")
    assert day.isoformat() not in letter.title
    assert "1 demande attend un logement.\n" in letter.text
    assert "/point/" in letter.text
