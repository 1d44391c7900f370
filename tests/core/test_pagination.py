"""Pages of a long list: nothing twice, nothing left out, and no mark of another question."""

import pytest

from commons.accounts.models import User
from core.pagination import InvalidCursorError, paginate
from hosting.communities.models.terms import Cause
from tests.factories.accounts import UserFactory
from tests.factories.hosting import CauseFactory

pytestmark = pytest.mark.django_db


MOST_PAGES = 10


def all_of(queryset, **asked):
    """The rows of all pages; a cursor that leads back to a page before has no end, and fails."""
    rows, cursor = [], ""
    for _number in range(MOST_PAGES):
        page = paginate(queryset, cursor=cursor, **asked)
        rows += page.rows
        if not page.next_cursor:
            return rows
        cursor = page.next_cursor
    pytest.fail(f"There is a page after {rows}.")


@pytest.mark.parametrize("by", ["pk", "-pk"])
@pytest.mark.parametrize("count", [0, 1, 2, 3, 5])
def test_paginate_shows_each_row_once_in_order(count, by):
    made = CauseFactory.create_batch(count)

    rows = all_of(Cause.objects.all(), scope="causes", size=2, by=(by,))

    assert rows == (made if by == "pk" else made[::-1])


def test_paginate_shows_the_first_ones_first_and_leaves_out_none():
    rows = UserFactory.create_batch(5)
    for one in (rows[1], rows[4]):
        one.is_staff = True
        one.save()
    people = User.objects.filter(pk__in=[one.pk for one in rows])

    read = all_of(people, scope="people", size=1, by=("-is_staff", "pk"))

    assert read == [rows[1], rows[4], rows[0], rows[2], rows[3]]


def test_a_row_that_came_meanwhile_moves_nothing():
    made = CauseFactory.create_batch(3)
    asked = {"by": ("-pk",), "scope": "causes", "size": 2}
    first = paginate(Cause.objects.all(), cursor="", **asked)
    CauseFactory()

    second = paginate(Cause.objects.all(), cursor=first.next_cursor, **asked)

    assert [*first.rows, *second.rows] == made[::-1]


@pytest.mark.parametrize("asked", [{"scope": "others"}, {"by": ("pk",)}])
def test_a_mark_of_another_question_is_lost(asked):
    CauseFactory.create_batch(3)
    first = {"by": ("-pk",), "scope": "causes", "size": 2}
    cursor = paginate(Cause.objects.all(), cursor="", **first).next_cursor

    with pytest.raises(InvalidCursorError):
        paginate(Cause.objects.all(), **first | {"cursor": cursor} | asked)


@pytest.mark.parametrize("cursor", ["x", "é", "1" * 10_000, "gAAAAA"])
def test_a_mark_of_nobody_is_lost(cursor):
    with pytest.raises(InvalidCursorError):
        paginate(Cause.objects.all(), by=("-pk",), scope="causes", cursor=cursor, size=2)
