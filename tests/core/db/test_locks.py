"""Row locks of actions."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from commons.accounts.models import User
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_locked__reads_the_row_anew():
    ada = UserFactory()
    User.objects.filter(pk=ada.pk).update(display_name="Grace")

    with transaction.atomic():
        assert User.objects.locked(ada.pk).display_name == "Grace"


def test_locked__refuses_a_row_that_is_gone():
    with transaction.atomic(), pytest.raises(User.DoesNotExist):
        User.objects.locked(0)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite locks as a whole")
@pytest.mark.parametrize(("no_key", "clause"), [(False, "FOR UPDATE"), (True, "FOR NO KEY UPDATE")])
def test_locked__locks_the_row(no_key, clause):
    ada = UserFactory()

    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        User.objects.locked(ada.pk, no_key=no_key)

    assert queries[0]["sql"].endswith(clause)
