"""The report of the index: for those who may, and one press that compares."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from search.index.models import IndexState
from search.upkeep.actions import note_changes
from search.upkeep.index_rebuild import rebuild
from tests.factories.accounts import UserFactory
from tests.factories.hosting import UnitFactory

pytestmark = pytest.mark.django_db


def editor(*codenames):
    """Somebody who may enter the admin, and what is named."""
    group = Group.objects.create(name="Editors of the test")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    person = UserFactory(language="en")
    person.groups.add(group)
    return person


def test_index_report_shows_how_far_it_is_behind(client):
    UnitFactory()
    rebuild()
    note_changes([UnitFactory().stay_id])
    client.force_login(editor("view_indexstate"))

    answer = client.get(reverse("search_index"))

    assert answer.context["lag"].waiting == 1
    assert answer.context["lag"].health.documents == 1


@pytest.mark.parametrize(
    ("name", "method"), [("search_index", "get"), ("search_index_compare", "post")]
)
def test_index_report_is_for_those_who_may(client, name, method):
    client.force_login(editor())

    answer = getattr(client, method)(reverse(name))

    assert answer.status_code == 403


def test_compare_mends_what_differs(client):
    UnitFactory()
    client.force_login(editor("view_indexstate"))

    client.post(reverse("search_index_compare"))

    assert client.get(reverse("search_index")).context["lag"].health.documents == 1
    assert IndexState.objects.current().checked_at is not None


def test_compare_changes_nothing_by_a_link(client):
    client.force_login(editor("view_indexstate"))

    assert client.get(reverse("search_index_compare")).status_code == 405
