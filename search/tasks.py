"""Jobs that actions hand over."""

import logging

from celery import shared_task

from search.engine.upkeep import bring_up_to_date
from search.errors import SearchDownError

logger = logging.getLogger(__name__)


@shared_task(name="search.write_changes")
def write_changes() -> None:
    """May run at any time, and in two places: one writes, the other finds nothing to do."""
    try:
        bring_up_to_date()
    except SearchDownError as error:  # noted with the state of the index; the clock tries again
        logger.warning("The index could not be written: %r", error.__cause__ or error)
