"""Pages of a long list: nothing twice, nothing left out, and no mark of another question."""

import pytest

from commons.accounts.models import User
from core.turning import LostMarkError, leaf_of
from hosting.models import Cause
from tests.factories.accounts import UserFactory
from tests.factories.hosting import CauseFactory

pytestmark = pytest.mark.django_db


def all_of(**asked):
    rows, mark = [], ""
    while True:
        leaf = leaf_of(Cause.objects.all(), question="causes", mark=mark, size=2, **asked)
        rows += leaf.rows
        if not leaf.after:
            return rows
        mark = leaf.after


@pytest.mark.parametrize("oldest_first", [False, True])
@pytest.mark.parametrize("count", [0, 1, 2, 3, 5])
def test_leaf_of_shows_each_row_once_in_order(count, oldest_first):
    made = CauseFactory.create_batch(count)

    rows = all_of(oldest_first=oldest_first)

    assert rows == (made if oldest_first else made[::-1])


def test_leaf_of_shows_the_first_ones_first_and_leaves_out_none():
    rows = UserFactory.create_batch(5)
    for one in (rows[1], rows[4]):
        one.is_staff = True
        one.save()
    asked = {"question": "people", "size": 1, "oldest_first": True, "first": "is_staff"}

    read, mark = [], ""
    while mark is not None:
        leaf = leaf_of(User.objects.filter(pk__in=[one.pk for one in rows]), mark=mark, **asked)
        read += leaf.rows
        mark = leaf.after or None

    assert read == [rows[1], rows[4], rows[0], rows[2], rows[3]]


def test_a_row_that_came_meanwhile_moves_nothing():
    made = CauseFactory.create_batch(3)
    first = leaf_of(Cause.objects.all(), question="causes", mark="", size=2)
    CauseFactory()

    second = leaf_of(Cause.objects.all(), question="causes", mark=first.after, size=2)

    assert [*first.rows, *second.rows] == made[::-1]


@pytest.mark.parametrize("asked", [{"question": "others"}, {"oldest_first": True}])
def test_a_mark_of_another_question_is_lost(asked):
    CauseFactory.create_batch(3)
    mark = leaf_of(Cause.objects.all(), question="causes", mark="", size=2).after

    with pytest.raises(LostMarkError):
        leaf_of(Cause.objects.all(), **{"question": "causes", "mark": mark, "size": 2} | asked)


@pytest.mark.parametrize("mark", ["x", "é", "1" * 10_000, "gAAAAA"])
def test_a_mark_of_nobody_is_lost(mark):
    with pytest.raises(LostMarkError):
        leaf_of(Cause.objects.all(), question="causes", mark=mark, size=2)
