"""Keeping a search: who may, how many, and who hears of what is new."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from commons.notifications.models import Notice
from search.saved.actions import (
    delete_search,
    record_check,
    rename_search,
    save_search,
    set_mails,
)
from search.saved.errors import MailUnverifiedError, NothingToSaveError, TooManySearchesError
from search.saved.models import SavedSearch
from tests.factories.accounts import UserFactory
from tests.factories.search import SavedSearchFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 4, 3, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def third_of_april():
    with time_machine.travel(NOW, tick=False):
        yield


def test_save_search_keeps_the_question_with_mails_where_they_can_be_sent():
    ada, ben = UserFactory(), UserFactory(unverified=True)

    kept = [save_search(name="Tips", query="kind=tip", by=person) for person in (ada, ben)]

    assert [(one.owner, one.name, one.query, one.mails) for one in kept] == [
        (ada, "Tips", "kind=tip", True),
        (ben, "Tips", "kind=tip", False),
    ]


def test_save_search_keeps_the_same_question_once():
    ada = UserFactory()

    first, again = (save_search(name=name, query="kind=tip", by=ada) for name in ("A", "B"))

    assert first == again
    assert list(SavedSearch.objects.visible_to(ada)) == [first]


def test_save_search_refuses_nothing_and_too_many(settings):
    settings.SEARCH_SAVED_LIMIT = 2
    ada = UserFactory()
    SavedSearchFactory(owner=ada, query="kind=stay")
    SavedSearchFactory()
    save_search(name="Tips", query="kind=tip", by=ada)

    with pytest.raises(NothingToSaveError):
        save_search(name="All", query="", by=ada)
    with pytest.raises(TooManySearchesError):
        save_search(name="More", query="kind=product", by=ada)

    assert SavedSearch.objects.visible_to(ada).count() == 2


def test_rename_search_changes_the_name_only():
    saved = SavedSearchFactory()

    rename_search(saved=saved, name="For the summer", by=saved.owner)

    saved.refresh_from_db()
    assert (saved.name, saved.query, saved.mails) == ("For the summer", "kind=tip", True)


def test_switch_mails_on_begins_anew():
    saved = SavedSearchFactory(mails=False, looked_at=NOW - timedelta(days=90))

    set_mails(saved=saved, mails=True, by=saved.owner)

    saved.refresh_from_db()
    assert (saved.mails, saved.looked_at) == (True, NOW)


def test_switch_mails_needs_an_address_that_answered():
    saved = SavedSearchFactory(mails=True, owner__unverified=True)

    set_mails(saved=saved, mails=False, by=saved.owner)
    with pytest.raises(MailUnverifiedError):
        set_mails(saved=saved, mails=True, by=saved.owner)

    saved.refresh_from_db()
    assert not saved.mails


def test_forget_search_leaves_nothing():
    saved, other = SavedSearchFactory.create_batch(2)

    delete_search(saved=saved, by=saved.owner)

    assert list(SavedSearch.objects.all()) == [other]


@pytest.mark.parametrize(
    "action",
    [
        lambda saved, by: rename_search(saved=saved, name="Mine", by=by),
        lambda saved, by: set_mails(saved=saved, mails=False, by=by),
        lambda saved, by: delete_search(saved=saved, by=by),
    ],
)
def test_only_its_owner_may_change_a_search(action):
    saved = SavedSearchFactory(name="Hers")

    with pytest.raises(PermissionDenied):
        action(saved, UserFactory())

    saved.refresh_from_db()
    assert (saved.name, saved.mails) == ("Hers", True)


def test_who_was_shut_out_keeps_nothing():
    gone = UserFactory(is_active=False)

    with pytest.raises(PermissionDenied):
        save_search(name="Tips", query="kind=tip", by=gone)


def test_note_look_tells_of_five_at_most_and_counts_them_all():
    saved = SavedSearchFactory(looked_at=NOW - timedelta(days=1))

    record_check(saved=saved, titles=[f"Tip {number}" for number in range(7)])

    (notice,) = Notice.objects.visible_to(saved.owner)
    saved.refresh_from_db()
    assert notice.data == {"titles": "Tip 0\nTip 1\nTip 2\nTip 3\nTip 4", "count": 7}
    assert saved.looked_at == NOW


@pytest.mark.parametrize(("mails", "titles"), [(True, []), (False, ["Tip"])])
def test_note_look_tells_nothing_without_news_or_a_wish(mails, titles):
    saved = SavedSearchFactory(mails=mails, looked_at=NOW - timedelta(days=1))

    record_check(saved=saved, titles=titles)

    saved.refresh_from_db()
    assert saved.looked_at == NOW
    assert list(Notice.objects.all()) == []
