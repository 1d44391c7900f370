"""Several questions in one statement: a page that offers ways out asks a dozen of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import batched
from operator import itemgetter
from typing import Any, Final

from search.engine.answer import Hits
from search.engine.clause import owned
from search.engine.postgres.asking import Question
from search.engine.postgres.look import Look
from search.engine.postgres.tables import rows
from search.engine.question import OfferQuery

IN_ONE: Final = 24  # questions in one statement

type Asked = Callable[[Question], tuple[str, dict[str, Any]]]
type Answer = Sequence[Any]


def first_pages_of(queries: Sequence[OfferQuery], look: Look) -> list[Hits]:
    """Without facets."""
    told = _told(queries, look, Question.asking_for_page)
    return [question.page_in(answer) for question, answer in told]


def totals_of(queries: Sequence[OfferQuery], look: Look) -> list[int]:
    """How many fit each."""
    told = _told(queries, look, Question.asking_for_total)
    return [int(total) for _question, (_some, total) in told]


def _told(
    queries: Iterable[OfferQuery], look: Look, ask: Asked
) -> Iterable[tuple[Question, Answer]]:
    for some in batched(queries, IN_ONE):
        look.words.learn(query.text for query in some)
        questions = [Question(query, look) for query in some]
        yield from zip(questions, _answers(questions, ask), strict=True)


def _answers(questions: Sequence[Question], ask: Asked) -> list[Answer]:
    """Of whom nobody has all words is asked once more, for the most of them."""
    answers = _read(questions, ask)
    again = [
        at for at, question in enumerate(questions) if question.has_to_ask_for_most(answers[at][0])
    ]
    for at in again:
        questions[at].ask_for_most()
    better = _read([questions[at] for at in again], ask)
    for at, answer in zip(again, better, strict=True):
        answers[at] = answer
    return answers


def _read(questions: Sequence[Question], ask: Asked) -> list[Answer]:
    parts, parameters = [], dict[str, Any]()
    for number, question in enumerate(questions):
        told, named = owned(number, *ask(question))
        parts.append(f"SELECT {number} AS number, q.* FROM ({told}) q")
        parameters |= named
    found = rows(" UNION ALL ".join(parts), parameters) if parts else []
    return [answer for _number, *answer in sorted(found, key=itemgetter(0))]
