import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from core.db.locks import LockableQuerySet

pytestmark = pytest.mark.django_db


def test_locked__takes_the_row_for_update_where_the_database_can():
    group = Group.objects.create(name="Readers")

    with (
        transaction.atomic(),
        CaptureQueriesContext(
            connection,
        ) as queries,
    ):
        found = LockableQuerySet(Group).locked(group.pk)

    assert found == group
    locks = [query["sql"].endswith('FOR UPDATE OF "auth_group"') for query in queries]
    assert any(locks) == connection.features.has_select_for_update


def test_locked__of_what_the_filter_leaves_out_is_not_there():
    group = Group.objects.create(name="Readers")

    with transaction.atomic(), pytest.raises(Group.DoesNotExist):
        LockableQuerySet(Group).exclude(name="Readers").locked(group.pk)
