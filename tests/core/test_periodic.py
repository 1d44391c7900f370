"""A row that fails holds up no other, and an operator hears of it."""

import logging

import pytest
from django.contrib.auth.models import Group
from django.db import OperationalError

from core.periodic import for_each_row

pytestmark = pytest.mark.django_db


WORDS = "ada@example.org wrote this"


class UninterestingError(Exception):
    """By which an action says that nothing is left to do."""


def make_groups(*names):
    return [Group.objects.create(name=name) for name in names]


def rename(group):
    """What a job does to a row; half of it is written when it fails."""
    Group.objects.filter(pk=group.pk).update(name=f"{group.name}, renamed")
    if group.name == "poison":
        raise ValueError(WORDS)
    if group.name == "uninteresting":
        raise UninterestingError


def names(groups):
    """As they stand in the database."""
    pks = [group.pk for group in groups]
    return list(Group.objects.filter(pk__in=pks).order_by("pk").values_list("name", flat=True))


def test_for_each_row_rolls_back_a_row_that_fails_and_goes_on(failed_rows):
    groups = make_groups("first", "poison", "last")

    failed = for_each_row(groups, rename)

    failed_rows.clear()
    assert failed == 1
    assert names(groups) == ["first, renamed", "poison", "last, renamed"]


def test_for_each_row_goes_on_after_an_error_of_the_database(failed_rows):
    groups = first, second, last = make_groups("first", "second", "last")

    failed = for_each_row(
        [first, second, last],
        lambda group: Group.objects.filter(pk=group.pk).update(
            name="last" if group == second else f"{group.name}, renamed"
        ),
    )

    failed_rows.clear()
    assert failed == 1
    assert names(groups) == ["first, renamed", "second", "last, renamed"]


def test_for_each_row_logs_table_and_key_and_place_but_no_words(failed_rows):
    first, poison, last = make_groups("first", "poison", "last")

    for_each_row([first, poison, last], rename)

    row, summary = [record.getMessage() for record in failed_rows]
    levels = {record.levelno for record in failed_rows}
    failed_rows.clear()
    job = f"{rename.__module__}.rename"
    assert row.startswith(
        f"Periodic job: {job} failed for auth.Group {poison.pk} with ValueError\n"
    )
    assert "in rename" in row
    assert WORDS not in row
    assert summary == f"Periodic job: {job} failed for 1 of 3 rows"
    assert levels == {logging.ERROR}


def test_for_each_row_names_the_job_that_holds_a_lambda(failed_rows):
    for_each_row(make_groups("poison"), lambda group: rename(group))

    summary = failed_rows[-1].getMessage()
    failed_rows.clear()
    job = f"{__name__}.test_for_each_row_names_the_job_that_holds_a_lambda"
    assert summary == f"Periodic job: {job} failed for 1 of 1 rows"


def test_for_each_row_rolls_back_what_it_ignores_and_counts_it_not():
    groups = make_groups("uninteresting", "last")

    failed = for_each_row(groups, rename, ignoring=UninterestingError)

    assert failed == 0
    assert names(groups) == ["uninteresting", "last, renamed"]


def test_for_each_row_lets_what_stops_a_process_pass():
    def stop(group):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        for_each_row(make_groups("first", "last"), stop)


def test_for_each_row_goes_on_where_only_one_row_was_too_slow(failed_rows):
    """A lock or a statement that took too long is an OperationalError of a sound connection."""

    def wait_for_lock(group):
        if group.name == "poison":
            raise OperationalError("canceling statement due to lock timeout")
        rename(group)

    groups = make_groups("poison", "last")
    failed = for_each_row(groups, wait_for_lock)

    failed_rows.clear()
    assert failed == 1
    assert names(groups) == ["poison", "last, renamed"]
