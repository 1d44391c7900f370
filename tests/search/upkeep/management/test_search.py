"""`manage.py search`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from hosting.offers.models.offers import Offer
from search.index.models import IndexState
from search.upkeep.actions import note_changes
from tests.factories.hosting import UnitFactory

pytestmark = pytest.mark.django_db


def search(*words):
    out = StringIO()
    call_command("search", *words, stdout=out)
    return out.getvalue()


def test_rebuild_says_how_many():
    UnitFactory()

    assert "1 offers in the new index" in search("rebuild")


def test_check_is_content_with_a_true_index():
    UnitFactory()
    search("rebuild")

    assert "0 missing, 0 out of date, 0 surplus" in search("check")


def test_check_fails_where_something_differs_and_repair_mends_it():
    UnitFactory()
    search("rebuild")
    Offer.objects.update(title="In other words")

    with pytest.raises(CommandError, match="0 missing, 1 out of date, 0 surplus"):
        search("check")
    assert "1 rewritten" in search("check", "--repair")
    assert "0 out of date" in search("check")


def test_lag_says_what_waits():
    note_changes([UnitFactory().stay_id])

    assert "changes waiting: 1" in search("lag")


def test_lag_fails_with_what_went_wrong():
    IndexState.objects.current().note_failure(ConnectionRefusedError("nobody there"))

    with pytest.raises(CommandError, match="ConnectionRefusedError: nobody there"):
        search("lag")


def test_check_says_that_an_index_is_missing():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_index")

    with pytest.raises(CommandError, match="being prepared"):
        search("check")


def test_an_unknown_deed_is_refused():
    with pytest.raises(CommandError, match="invalid choice"):
        search("burn")


def test_rebuild_draws_no_bar_where_nobody_looks():
    out = StringIO()

    call_command("search", "rebuild", stdout=out, verbosity=0)

    assert out.getvalue() == ""
