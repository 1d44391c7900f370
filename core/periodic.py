"""Go through rows so that one that fails holds up no other, now or at the next run."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterable
from typing import Final

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Model

logger = logging.getLogger(__name__)

ROW_FAILED: Final = "Periodic job: %s failed for %s with %s\n%s"
ROWS_FAILED: Final = "Periodic job: %s failed for %s of %s rows"


class RowsFailedError(Exception):
    """A job that is tried again as a whole has rows left."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} rows failed; each is in the log")


def for_each_row[Row](
    rows: Iterable[Row],
    action: Callable[[Row], object],
    *,
    ignoring: type[Exception] | tuple[type[Exception], ...] = (),
) -> int:
    """Call `action` with each row, in a savepoint of its own; return how many rows failed.

    A row whose action raises is rolled back and logged as an error with its table, its key and the
    stack, and the next one has its turn. `ignoring` names the exceptions by which an action
    says that nothing is left to do, because somebody was faster: the row is rolled back as well,
    and doesn't count as failed. Outside a transaction each row is a transaction.

    Raises the OperationalError or InterfaceError of a connection that is lost: it would fail for
    every row that follows. What reading `rows` raises isn't caught either.
    """
    job = f"{action.__module__}.{action.__qualname__.partition('.<locals>')[0]}"
    seen = failed = 0
    for row in rows:
        seen += 1
        try:
            with transaction.atomic():
                action(row)
        except ignoring:
            continue
        except Exception as error:  # whatever a row meets, the others have their turn
            is_connection_lost = isinstance(error, OperationalError | InterfaceError) and (
                connection.connection is None or not connection.is_usable()
            )
            # A lock that took too long raises OperationalError as well, and concerns one row only.
            if is_connection_lost:
                raise
            failed += 1
            # Of a model its table and key: what else it holds may be somebody's.
            # Where it was raised, without its words: those of a database quote what a row holds.
            logger.error(
                ROW_FAILED,
                job,
                f"{row._meta.label} {row.pk}" if isinstance(row, Model) else str(row),
                type(error).__qualname__,
                "".join(traceback.format_tb(error.__traceback__)).rstrip(),
            )
    if failed:
        logger.error(ROWS_FAILED, job, failed, seen)
    return failed


def delete_row(row: Model) -> None:
    """For `for_each_row`, where a row is of no use any more."""
    row.delete()
