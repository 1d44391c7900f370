"""Rows outside a transaction, as a worker handles them: each is one, and a connection can go."""

import pytest
from django.contrib.auth.models import Group
from django.db import OperationalError, connection, transaction

from core.periodic import for_each_row

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def make_groups(*names):
    return [Group.objects.create(name=name) for name in names]


def test_for_each_row_gives_up_when_the_connection_is_lost():
    tried = []

    def lose_connection(group):
        tried.append(group)
        connection.close()
        raise OperationalError("server closed the connection unexpectedly")

    groups = make_groups("first", "last")
    with pytest.raises(OperationalError):
        for_each_row(groups, lose_connection)

    assert tried == groups[:1]


def test_for_each_row_commits_each_row_before_the_next():
    committed = []

    def act(group):
        transaction.on_commit(lambda: committed.append(group.name))
        seen.append(list(committed))

    seen = []
    for_each_row(make_groups("first", "second", "last"), act)

    assert seen == [[], ["first"], ["first", "second"]]
    assert committed == ["first", "second", "last"]
