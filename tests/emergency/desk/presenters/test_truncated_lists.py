"""Long lists are cut, and say so."""

import pytest

from emergency.desk.presenters.truncated_lists import truncate
from emergency.housing.models.requests import HousingRequest
from tests.factories.emergency import HousingRequestFactory

pytestmark = pytest.mark.django_db


def test_a_short_list_leaves_nothing_out():
    HousingRequestFactory()

    assert truncate(HousingRequest.objects.all(), 2).left_out == 0


def test_a_long_list_says_how_many_it_leaves_out():
    HousingRequestFactory.create_batch(3)

    part = truncate(HousingRequest.objects.order_by("pk"), 2)

    assert (len(part.rows), part.left_out) == (2, 1)


def test_rows_that_leave_between_the_two_questions_are_not_missed(monkeypatch):
    HousingRequestFactory.create_batch(2)
    waiting = HousingRequest.objects.order_by("pk")
    monkeypatch.setattr(waiting, "count", lambda: 1)  # a rival took one of them meanwhile

    assert truncate(waiting, 2).left_out == 0
