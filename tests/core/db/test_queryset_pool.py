"""Querysets are put together once, lent to one thread at a time, and depend on their key alone."""

import inspect
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

import pytest
from django.db.models import OuterRef, Subquery

from commons.accounts.models import User
from commons.profiles.models import Profile
from core.db import queryset_pool
from core.db.queryset_pool import QuerySetPool
from hosting.offers.models.attestations import Attestation
from scripts.machine import ROOT
from tests.factories.accounts import UserFactory

PACKAGES = ("commons", "hosting", "search", "travel_stories", "emergency", "cms")
POOL = re.compile(r"^(\w+) = QuerySetPool\(", re.MULTILINE)
CACHED_EXPRESSION = re.compile(
    r"^@cache\b.*\ndef (\w+)\(.*\) -> .*(?:Subquery|Exists)", re.MULTILINE
)
DAYS = ("2027-03-01 12:00 +0000", "2027-09-20 12:00 +0000")
THREADS, TIMES = 4, 60


@pytest.fixture
def built():
    return []


@pytest.fixture
def people(built):
    def build(language):
        built.append(language)
        return User.objects.filter(language=language)

    return QuerySetPool(build)


def with_portraits():
    """People with subqueries that join a table only once they are compiled, to be put in order."""
    profiles = Profile.objects.filter(person=OuterRef("pk")).order_by("portrait__title")
    portraits = {f"portrait_{n}": Subquery(profiles.values("pk")[:1]) for n in range(6)}
    return User.objects.annotate(**portraits)


def found_in_sources(pattern):
    """What the packages define under such a line."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            for name in pattern.findall(path.read_text()):
                module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
                yield getattr(import_module(module), name)


def sql_of(pool):
    """With its parameters, of every language; nothing that was put together before is used."""
    for function in found_in_sources(CACHED_EXPRESSION):
        function.cache_clear()
    languages = [("en",), ("fr",)] if inspect.signature(pool.build).parameters else [()]
    return [str(pool.build(*key).query) for key in languages]


def test_a_queryset_is_put_together_once_for_each_key(people, built):
    for language in ("fr", "fr", "en"):
        with people.lend(language):
            pass

    assert built == ["fr", "en"]


def test_two_borrowers_at_a_time_get_two_querysets(people, built):
    with people.lend("fr") as first, people.lend("fr") as second:
        assert first is not second

    assert built == ["fr", "fr"]


def test_only_a_few_lie_idle(people, built, monkeypatch):
    monkeypatch.setattr(queryset_pool, "MOST_IDLE", 1)
    with people.lend("fr"), people.lend("fr"):
        pass

    with people.lend("fr"), people.lend("fr"):
        assert built == ["fr"] * 3


def test_a_queryset_is_thrown_away_after_an_error(people, built):
    with pytest.raises(ZeroDivisionError), people.lend("fr"):
        raise ZeroDivisionError

    with people.lend("fr"):
        assert built == ["fr", "fr"]


@pytest.mark.django_db
@pytest.mark.one_database
def test_rows_of_one_visitor_do_not_reach_the_next(people):
    first = UserFactory(language="fr")
    with people.lend("fr") as rows:
        assert list(rows) == [first]
    second = UserFactory(language="fr")

    with people.lend("fr") as rows:
        assert set(rows) == {first, second}


def test_threads_that_borrow_at_once_get_the_same_sql():
    pool = QuerySetPool(with_portraits)
    wanted = str(with_portraits().filter(language="fr").query)

    def compile_often(_thread):
        found = set()
        for _ in range(TIMES):
            with pool.lend() as people:
                found.add(str(people.filter(language="fr").query))
        return found

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(THREADS) as threads:
            found = set().union(*threads.map(compile_often, range(THREADS)))
    finally:
        sys.setswitchinterval(interval)

    assert found == {wanted}


def test_no_pool_depends_on_the_day(time_machine):
    pools = list(found_in_sources(POOL))
    found = []
    for day in DAYS:
        time_machine.move_to(day, tick=False)
        found.append([sql_of(pool) for pool in pools])

    assert found[0] == found[1]
    assert len(pools) >= 2
    assert len(list(found_in_sources(CACHED_EXPRESSION))) >= 10


def test_a_pool_that_depends_on_the_day_would_be_seen(time_machine):
    pool = QuerySetPool(lambda: Attestation.objects.standing())
    time_machine.move_to(DAYS[0], tick=False)
    before = sql_of(pool)
    time_machine.move_to(DAYS[1], tick=False)

    assert sql_of(pool) != before
