"""Questions that several ask for the first time at once."""

import time

import pytest
from django.contrib.auth.models import Group
from django.db.models.sql.compiler import SQLCompiler

from core.db.questions import Key, Question
from tests.rivals import at_once

pytestmark = pytest.mark.django_db(transaction=True)

RIVALS = 4
A_WHILE = 0.01  # seconds, so that others would come in


def test_ask_finds_the_words_of_a_question_alone(monkeypatch):
    hosts = Group.objects.create(name="hosts")
    question = Question(Group.objects.filter(name=Key("name")))
    seen = watched(monkeypatch)

    answers = at_once(*[lambda: question.ask(name="hosts")] * RIVALS)

    assert answers == [[hosts]] * RIVALS
    assert max(seen) == 1


def test_without_the_lock_several_would_count_in_the_same_question(monkeypatch):
    """The control: two in there at once, and each puts back what the other has counted."""
    Group.objects.create(name="hosts")
    query = Group.objects.filter(name="hosts").query
    seen = watched(monkeypatch)

    at_once(*[lambda: query.get_compiler("default").as_sql()] * RIVALS)

    assert max(seen) > 1


def watched(monkeypatch):
    """How many were looking for words each time somebody came in."""
    find_words, inside, seen = SQLCompiler.as_sql, [], []

    def find_slowly(compiler, *args, **kwargs):
        inside.append(compiler)
        seen.append(len(inside))
        time.sleep(A_WHILE)
        try:
            return find_words(compiler, *args, **kwargs)
        finally:
            inside.remove(compiler)

    monkeypatch.setattr(SQLCompiler, "as_sql", find_slowly)
    return seen
