"""Row locks of actions."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from core.db.locks import LockingQuerySet

pytestmark = pytest.mark.django_db


def test_locked__reads_the_row_anew():
    group = Group.objects.create(name="Readers")
    Group.objects.filter(pk=group.pk).update(name="Writers")

    with transaction.atomic():
        assert LockingQuerySet(Group).locked(group.pk).name == "Writers"


def test_locked__refuses_a_row_that_is_gone_or_left_out():
    group = Group.objects.create(name="Readers")

    with transaction.atomic(), pytest.raises(Group.DoesNotExist):
        LockingQuerySet(Group).locked(0)
    with transaction.atomic(), pytest.raises(Group.DoesNotExist):
        LockingQuerySet(Group).exclude(name="Readers").locked(group.pk)


@pytest.mark.parametrize(("no_key", "clause"), [(False, "UPDATE"), (True, "NO KEY UPDATE")])
def test_locked__locks_the_row_and_none_beside_it(no_key, clause):
    group = Group.objects.create(name="Readers")

    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        LockingQuerySet(Group).locked(group.pk, no_key=no_key)

    lock = queries[0]["sql"].partition(" FOR ")[2]
    in_rows = connection.vendor == "postgresql"  # SQLite locks as a whole
    assert lock == (f'{clause} OF "auth_group"' if in_rows else "")
