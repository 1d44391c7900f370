"""Stories that answer beside offers: found here, shown by the package that owns them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence

from commons.accounts.queries.panels import Panel
from search.engine.contract import Engine
from search.engine.stories import StoryQuery
from search.errors import SearchDownError
from search.queries.wishes import Wishes

type Shower = Callable[[Sequence[int]], Panel | None]

logger = logging.getLogger(__name__)
_showers: list[Shower] = []


def register_story_panel(shower: Shower) -> None:
    """`shower` makes a panel of what was found, in this order, as far as it is still public."""
    _showers.append(shower)


def stories_beside(engine: Engine, wishes: Wishes) -> list[Panel]:
    """Nothing where nobody asks for words or a place; an engine that is away hides no offers."""
    try:
        found = found_by(engine, wishes)
    except SearchDownError as refusal:
        logger.warning("Stories do not answer: %r", refusal.__cause__)
        return []
    panels = [shower(found) for shower in _showers] if found else []
    return [panel for panel in panels if panel]


def found_by(engine: Engine, wishes: Wishes) -> list[int]:
    """The first question that finds something. Raises SearchDownError."""
    answers = (engine.stories.find(query) for query in _queries_of(wishes))
    return next((found for found in answers if found), [])


def _queries_of(wishes: Wishes) -> Iterator[StoryQuery]:
    """What is asked until something is found: a place in a title may be somebody's name."""
    near = wishes.around
    query = StoryQuery(text=wishes.words, inside=near.box() if near else None)
    if query.text or query.inside:
        yield query
    if near and wishes.near is None and query.text:
        yield StoryQuery(text=wishes.text)
