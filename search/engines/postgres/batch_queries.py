"""Several questions in one statement: a page that offers ways out asks a dozen of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import batched
from operator import itemgetter
from typing import Any, Final

from search.engines.clause import owned
from search.engines.postgres.queries import PostgresQuery
from search.engines.postgres.session import SearchSession
from search.engines.postgres.tables import rows
from search.query.engine_results import Hits
from search.query.offer_query import OfferQuery

IN_ONE: Final = 24  # questions in one statement

type Asked = Callable[[PostgresQuery], tuple[str, dict[str, Any]]]
type Answer = Sequence[Any]


def first_pages_of(queries: Sequence[OfferQuery], session: SearchSession) -> list[Hits]:
    """Without facets."""
    results = _answer_all(queries, session, PostgresQuery.asking_for_page)
    return [question.page_in(answer) for question, answer in results]


def totals_of(queries: Sequence[OfferQuery], session: SearchSession) -> list[int]:
    """How many fit each."""
    results = _answer_all(queries, session, PostgresQuery.asking_for_total)
    return [int(total) for _question, (_some, total) in results]


def _answer_all(
    queries: Iterable[OfferQuery], session: SearchSession, ask: Asked
) -> Iterable[tuple[PostgresQuery, Answer]]:
    for some in batched(queries, IN_ONE):
        session.words.learn(query.text for query in some)
        questions = [PostgresQuery(query, session) for query in some]
        # Of whom nobody has all words is asked once more, for the most of them.
        answers = _read(questions, ask)
        again = [
            at
            for at, question in enumerate(questions)
            if question.has_to_ask_for_most(answers[at][0])
        ]
        for at in again:
            questions[at].ask_for_most()
        better = _read([questions[at] for at in again], ask)
        for at, answer in zip(again, better, strict=True):
            answers[at] = answer
        yield from zip(questions, answers, strict=True)


def _read(questions: Sequence[PostgresQuery], ask: Asked) -> list[Answer]:
    parts, parameters = [], dict[str, Any]()
    for number, question in enumerate(questions):
        sql, named = owned(number, *ask(question))
        parts.append(f"SELECT {number} AS number, q.* FROM ({sql}) q")
        parameters |= named
    found = rows(" UNION ALL ".join(parts), parameters) if parts else []
    return [answer for _number, *answer in sorted(found, key=itemgetter(0))]
