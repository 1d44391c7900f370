"""Questions put into SQL once, asked with one key after another."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Value
from django.db.models.sql.compiler import SQLCompiler

from core.db.questions import Key, Question
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

NAMES = ("hosts", "guests", "readers")


def test_ask_answers_each_key_with_its_own_rows():
    hosts, guests, _readers = (Group.objects.create(name=name) for name in NAMES)
    question = Question(Group.objects.filter(name=Key("name")))

    assert question.ask(name="hosts") == [hosts]
    assert question.ask(name="guests") == [guests]
    assert question.ask(name="nobody") == []


def test_ask_reads_anew_each_time(django_assert_num_queries):
    question = Question(Group.objects.filter(name=Key("name")).values_list("name", flat=True))
    before = question.ask(name="hosts")
    Group.objects.create(name="hosts")

    with django_assert_num_queries(1):
        after = question.ask(name="hosts")

    assert (before, after) == ([], ["hosts"])


def test_ask_finds_the_words_of_sql_once(monkeypatch):
    put_into_sql, found = SQLCompiler.as_sql, []

    def counted(compiler, *args, **kwargs):
        found.append(put_into_sql(compiler, *args, **kwargs))
        return found[-1]

    monkeypatch.setattr(SQLCompiler, "as_sql", counted)
    question = Question(Group.objects.filter(name=Key("name")))

    for name in NAMES:
        question.ask(name=name)

    assert len(found) == 1


def test_ask_keeps_related_rows_deferred_columns_and_annotations(django_assert_num_queries):
    kind = ContentType.objects.get_for_model(Group)
    rows = Permission.objects.select_related("content_type").only("name", "content_type__model")
    question = Question(
        rows.annotate(mark=Value("ours")).filter(content_type=Key("kind"), codename="add_group")
    )

    with django_assert_num_queries(1):
        (found,) = question.ask(kind=kind.pk)
        assert (found.content_type, found.content_type.model, found.mark) == (kind, "group", "ours")

    assert found.get_deferred_fields() == {"codename"}


def test_ask_keeps_slices_and_converts_what_the_database_gives():
    noon = datetime(2027, 5, 3, 12, tzinfo=UTC)
    people = [UserFactory(date_joined=noon + timedelta(hours=hours)) for hours in range(3)]
    later = type(people[0]).objects.filter(date_joined__gt=Key("moment")).order_by("-date_joined")

    found = Question(later.values_list("pk", "date_joined")[:2]).ask(moment=noon)

    assert found == [(one.pk, one.date_joined) for one in (people[2], people[1])]


def test_ask_puts_a_key_wherever_it_stands():
    hosts, guests, readers = (Group.objects.create(name=name) for name in NAMES)
    own = Group.objects.filter(name=Key("name")).values_list("pk", Value("own"))
    later = Group.objects.filter(name__gt=Key("name"), name__in=NAMES)
    others = later.values_list("pk", Value("other"))

    found = Question(own.union(others, all=True)).ask(name="guests")

    assert sorted(found) == [(hosts.pk, "other"), (guests.pk, "own"), (readers.pk, "other")]


def test_ask_without_its_key_is_refused():
    question = Question(Group.objects.filter(name=Key("name")))

    with pytest.raises(KeyError, match="name"):
        question.ask(title="hosts")


def test_ask_uses_the_connection_of_whoever_asks():
    question = Question(Group.objects.filter(name=Key("name")))
    question.ask(name="hosts")

    with ThreadPoolExecutor(1) as executor:
        seen = executor.submit(seen_on_the_connection_of_this_thread, question).result()

    assert seen == [("hosts",)]


def seen_on_the_connection_of_this_thread(question):
    seen = []

    def look(execute, sql, params, many, context):
        seen.append(tuple(params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        question.ask(name="hosts")
    connection.close()
    return seen
