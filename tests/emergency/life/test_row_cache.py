"""The cache of the lives notices every write, and says so where it missed one."""

import pytest
from django.db import IntegrityError, connection, transaction

from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.requests import HousingRequest
from tests.emergency.life import row_cache
from tests.emergency.life.row_cache import ALL, RowCache, StaleRowsError, written_tables
from tests.factories.emergency import HousingOfferFactory, HousingRequestFactory


@pytest.fixture
def cache(db):
    """One that sees every statement of the test."""
    cache = RowCache()
    with connection.execute_wrapper(cache):
        yield cache


@pytest.fixture
def states(cache):
    """A function that gives the states of all requests, through the cache."""
    rows = HousingRequest.objects.order_by("pk").values_list("state", flat=True)
    return lambda: cache.get("states", lambda: list(rows.all()))


@pytest.mark.parametrize(
    ("sql", "tables"),
    [
        pytest.param('SELECT "a"."id" FROM "a" FOR UPDATE', set(), id="select"),
        pytest.param('INSERT INTO "a" ("b") VALUES (%s) RETURNING "a"."id"', {"a"}, id="insert"),
        pytest.param('INSERT OR IGNORE INTO "a" ("b") VALUES (%s)', {"a"}, id="insert-or-ignore"),
        pytest.param('INSERT INTO "a"("b") SELECT "b" FROM "c"', {"a"}, id="insert-select"),
        pytest.param(
            'UPDATE "a" SET "b" = %s WHERE "a"."id" IN (SELECT "id" FROM "c")',
            {"a"},
            id="update-where",
        ),
        pytest.param('\n  delete from "a" where "id" = %s;', {"a"}, id="delete-where"),
        pytest.param('DELETE FROM "a"', {"a"}, id="delete"),
        pytest.param("UPDATE a SET b = 1", {ALL}, id="update-unquoted"),
        pytest.param('UPDATE "public"."a" SET "b" = 1', {ALL}, id="update-schema"),
        pytest.param('UPDATE "a" SET "b" = 1; UPDATE "c" SET "b" = 1', {ALL}, id="two-updates"),
        pytest.param('SELECT 1; DELETE FROM "a"', {ALL}, id="select-and-delete"),
        pytest.param(
            'WITH "gone" AS (DELETE FROM "a" RETURNING *) SELECT * FROM "gone"',
            {ALL},
            id="with-delete",
        ),
        pytest.param('TRUNCATE "a"', {ALL}, id="truncate"),
        ("SELECTED", {ALL}),
        ("", {ALL}),
    ],
)
def test_written_tables_names_one_table_or_everything(sql, tables):
    assert written_tables(sql) == tables


def test_get_reads_once_until_a_table_of_the_query_is_written(states, django_assert_num_queries):
    request, offer = HousingRequestFactory(state="matching"), HousingOfferFactory()
    before = states()

    HousingOffer.objects.filter(pk=offer.pk).update(state="paused")
    with django_assert_num_queries(0):
        unwritten = states()
    HousingRequest.objects.filter(pk=request.pk).update(state="housed")
    with django_assert_num_queries(1):
        after = states()

    assert (before, unwritten, after) == (["matching"], ["matching"], ["housed"])


def test_get_notices_rows_that_are_new_and_rows_that_are_gone(states):
    before = states()

    request = HousingRequestFactory(state="matching")
    created = states()
    request.delete()

    assert (before, created, states()) == ([], ["matching"], [])


def test_get_notices_a_write_to_a_table_that_is_only_joined(cache):
    request = HousingRequestFactory()
    rows = HousingRequest.objects.values_list("submission__language", flat=True)
    before = cache.get("joined", lambda: list(rows.all()))

    request.submission.language = "en" if before == ["fr"] else "fr"
    request.submission.save()

    after = cache.get("joined", lambda: list(rows.all()))
    assert after == [request.submission.language] != before


def test_get_notices_a_savepoint_that_is_rolled_back(states):
    HousingRequestFactory(state="matching")
    before = states()

    with transaction.atomic():
        HousingRequest.objects.update(state="housed")
        inside = states()
        transaction.set_rollback(True)

    assert (before, inside, states()) == (["matching"], ["housed"], ["matching"])


def test_get_notices_a_rollback_around_a_released_savepoint(states):
    HousingRequestFactory(state="matching")

    with transaction.atomic():
        with transaction.atomic():
            HousingRequest.objects.update(state="housed")
        inside = states()
        transaction.set_rollback(True)

    assert (inside, states()) == (["housed"], ["matching"])


def test_get_forgets_all_at_the_rollback_of_an_older_savepoint(db):
    HousingRequestFactory(state="matching")
    rows, cache = HousingRequest.objects.values_list("state", flat=True), RowCache()
    savepoint = transaction.savepoint_create()

    HousingRequest.objects.update(state="housed")
    with connection.execute_wrapper(cache):
        inside = cache.get("states", lambda: list(rows.all()))
        transaction.savepoint_rollback(savepoint)
        after = cache.get("states", lambda: list(rows.all()))

    assert (inside, after) == (["housed"], ["matching"])


def test_get_keeps_what_a_refused_statement_elsewhere_left_alone(states, django_assert_num_queries):
    offer = HousingOfferFactory()
    HousingRequestFactory(state="matching")
    states()

    with pytest.raises(IntegrityError), transaction.atomic():
        HousingOffer.objects.filter(pk=offer.pk).update(activation=None)

    with django_assert_num_queries(0):
        assert states() == ["matching"]


def test_get_forgets_everything_after_a_statement_that_is_not_understood(states):
    HousingRequestFactory(state="matching")
    states()

    with connection.cursor() as cursor:
        cursor.execute("UPDATE emergency_housing_housingrequest SET state = 'housed'")

    assert states() == ["housed"]


def test_check_finds_nothing_where_every_write_was_noticed(cache, states):
    HousingRequestFactory(state="matching")
    states()
    HousingRequest.objects.update(state="housed")
    states()

    cache.check()

    assert states() == ["housed"]


def test_control_check_finds_what_was_written_while_noticing_is_off(cache, states, monkeypatch):
    HousingRequestFactory(state="matching")
    states()
    monkeypatch.setattr(row_cache, "written_tables", lambda sql: row_cache.NONE)

    HousingRequest.objects.update(state="housed")

    assert states() == ["matching"]
    with pytest.raises(StaleRowsError, match="states"):
        cache.check()


def test_control_check_finds_rows_that_somebody_changed_in_memory(cache):
    HousingRequestFactory(state="matching")
    rows = cache.get("rows", lambda: list(HousingRequest.objects.values("state")))

    rows[0]["state"] = "housed"

    with pytest.raises(StaleRowsError, match="rows"):
        cache.check()
