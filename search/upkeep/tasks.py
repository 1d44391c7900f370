"""Jobs that actions hand over."""

import logging

from celery import shared_task

from search.query.errors import SearchDownError
from search.upkeep.index_rebuild import sweep
from search.upkeep.story_updates import bring_stories_up_to_date, sweep_stories
from search.upkeep.updates import bring_up_to_date

logger = logging.getLogger(__name__)


@shared_task(name="search_upkeep.write_changes")
def write_changes() -> None:
    """May run at any time, and in two places: one writes, the other finds nothing to do."""
    try:
        bring_up_to_date()
        bring_stories_up_to_date()
    except SearchDownError as error:  # noted with the state of the index; the clock tries again
        logger.warning("The index could not be written: %r", error.__cause__ or error)


@shared_task(name="search_upkeep.sweep")
def sweep_index() -> None:
    """Each night: what time changed (seasons, sessions that passed) and what was ever missed."""
    try:
        found = sweep()
        sweep_stories()
    except SearchDownError as error:
        logger.warning("The index couldn’t be checked: %r", error.__cause__ or error)
    else:
        logger.info("The check rewrote %s offers", len(found.pks))
