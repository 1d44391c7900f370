"""Stories that answer beside offers: found here, shown by the package that owns them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from commons.accounts.panels import Panel
from search.query.contract import Engine
from search.query.criteria import SearchCriteria
from search.query.errors import SearchDownError
from search.query.story_query import StoryQuery

type Shower = Callable[[Sequence[int]], Panel | None]

logger = logging.getLogger(__name__)
_showers: list[Shower] = []


def register_story_panel(shower: Shower) -> None:
    """`shower` makes a panel of what was found, in this order, as far as it is still public."""
    _showers.append(shower)


def related_stories(engine: Engine, criteria: SearchCriteria) -> list[Panel]:
    """Nothing where nobody asks for words or a place; an engine that is away hides no offers."""
    try:
        found = found_by(engine, criteria)
    except SearchDownError as refusal:
        logger.warning("Story search doesn’t respond: %r", refusal.__cause__)
        return []
    panels = [shower(found) for shower in _showers] if found else []
    return [panel for panel in panels if panel]


def found_by(engine: Engine, criteria: SearchCriteria) -> list[int]:
    """The first question that finds something. Raises SearchDownError."""
    # A title may name a place or say three days, so that the text is asked as it stands, too.
    query = StoryQuery(text=criteria.words, inside=tuple(near.box() for near in criteria.around))
    queries = [query] if query.text or query.inside else []
    if criteria.near is None and criteria.text != query.text:
        queries.append(StoryQuery(text=criteria.text))
    answers = (engine.stories.find(query) for query in queries)
    return next((found for found in answers if found), [])
