"""Rows in one column of another read: in order, and of the types of their fields."""

from datetime import date, time

import pytest
from django.db import connection
from django.db.models import (
    BooleanField,
    CharField,
    DateField,
    IntegerField,
    JSONField,
    OuterRef,
    TimeField,
)

from core.db.json_rows import JSONRowsField, json_rows_subquery
from hosting.offers.models.offers import Offer
from hosting.offers.models.opening_hours import OpeningHours
from tests.factories.hosting import OpeningHoursFactory, ProductFactory

NUMBERED = (IntegerField(), CharField(), IntegerField())  # a number, a word, and the key


def rows_from(text, *fields):
    return JSONRowsField(fields).from_db_value(text, None, connection)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, ""),
        ("[]", ""),
        ('[[2, "a", 1], [1, "b", 2]]', "ba"),
        ('[[1, "a", 12], [1, "b", 3], [1, "c", 7]]', "bca"),
        ('[[1, "a", 3], [1, null, 1]]', "?a"),
        ('[[null, "a", 2], [3, "b", 3], [null, "c", 1]]', "bca"),
    ],
    ids=["null", "none", "first", "key", "second", "nulls_last"],
)
def test_rows_come_by_the_first_column_and_then_by_their_key(text, words):
    rows = rows_from(text, *NUMBERED)

    assert "".join(word or "?" for _number, word in rows) == words


def test_values_have_the_types_of_their_fields():
    fields = (DateField(), TimeField(), BooleanField(), BooleanField(null=True), IntegerField())

    [row] = rows_from('[["2027-03-01", "09:30:00", 1, null, 5]]', *fields)

    assert row == (date(2027, 3, 1), time(9, 30), True, None)
    assert row[2] is True


@pytest.mark.parametrize(
    ("is_native", "cell"), [(True, '["a", 1]'), (False, r'"[\"a\", 1]"')], ids=["native", "text"]
)
def test_a_list_in_a_column_is_a_list(monkeypatch, is_native, cell):
    monkeypatch.setattr(connection.features, "has_native_json_field", is_native, raising=False)

    assert rows_from(f"[[{cell}, 5]]", JSONField(), IntegerField()) == [(["a", 1],)]


@pytest.mark.django_db
def test_json_rows_subquery_reads_as_the_rows_themselves(django_assert_num_queries):
    offer, other = ProductFactory(), ProductFactory()
    for season in (None, 4, 2):
        OpeningHoursFactory(
            offer=offer, season_from=season, season_until=season, weekdays=[season or 0]
        )
    columns = ("season_from", "weekdays", "opens", "closes_next_day", "note", "offer")
    hours = OpeningHours.objects.filter(offer=OuterRef("pk"))
    offers = Offer.objects.annotate(hours=json_rows_subquery(hours, columns=columns))

    with django_assert_num_queries(1):
        found = dict(offers.values_list("pk", "hours"))

    rows = OpeningHours.objects.values_list(*columns)
    assert found[offer.pk] == [rows.get(season_from=season) for season in (2, 4, None)]
    assert found[other.pk] == []
