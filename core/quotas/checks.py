"""The one question about quotas: may there be one more now?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, Literal

from django.conf import settings
from django.utils import timezone

from core.permissions import SYSTEM, Account, System
from core.quotas.counters import add_within, count_key
from core.quotas.errors import QuotaExceededError
from core.quotas.table import Quota

_counted_already: Final[ContextVar[frozenset[str]]] = ContextVar(
    "counted_already", default=frozenset()
)


@contextmanager
def counted_already(*names: str) -> Iterator[None]:
    """Within it these quotas aren't counted: what is done there was counted as one of another."""
    token = _counted_already.set(_counted_already.get() | {*names})
    try:
        yield
    finally:
        _counted_already.reset(token)


def require_quota(
    name: str,
    by: Account | Literal[System.SYSTEM] | str,
    *,
    number: int = 1,
    refusal: type[QuotaExceededError] = QuotaExceededError,
) -> None:
    """Count one more (or `number`) of the quota `name` in QUOTAS, or raise `refusal`.

    `by` is an account, or a text that names whatever else is counted. The system itself has no
    quota.
    """
    if by is SYSTEM or name in _counted_already.get():
        return
    quota, within = quota_named(name), period_of(name)
    subject = by if isinstance(by, str) else f"person:{by.pk}"
    until = add_within(count_key(name, subject), number, most=quota.most, within=within)
    if until is not None:
        raise refusal(quota=quota, until=until)


def has_room(name: str, by: Account | Literal[System.SYSTEM] | str) -> bool:
    """Count one more where there is room; for an action that has another answer than a refusal."""
    try:
        require_quota(name, by)
    except QuotaExceededError:
        return False
    return True


def require_recorded_quota(
    name: str,
    recorded: Iterable[datetime],
    *,
    refusal: type[QuotaExceededError] = QuotaExceededError,
) -> None:
    """The same for an action that keeps a row of each: these are counted, and nothing else is kept.

    `recorded` are their times; those before `counted_since` may be left out. It is exact where the
    action has locked what the rows belong to.
    """
    quota = quota_named(name)
    until = free_again_at(recorded, 1, most=quota.most, within=period_of(name))
    if until is not None:
        raise refusal(quota=quota, until=until)


def quota_named(name: str) -> Quota:
    """The row of the table, multiplied by QUOTA_FACTOR."""
    quota: Quota = settings.QUOTAS[name]
    return replace(quota, most=quota.most * settings.QUOTA_FACTOR)


def counted_since(name: str) -> datetime:
    """Rows from before this moment don't count any more, for an action that keeps one of each."""
    return timezone.now() - period_of(name)


def period_of(name: str) -> timedelta:
    """Within which time it counts. Raises ValueError for a quota of what is open."""
    within = quota_named(name).within
    if within is None:
        raise ValueError(f"{name} limits what is open at the same time: see core.cache.slots")
    return within


def free_again_at(
    moments: Iterable[datetime], number: int, *, most: int, within: timedelta
) -> datetime | None:
    """When there may be `number` more than at these moments; None where there may be now."""
    since = timezone.now() - within
    recent = sorted(moment for moment in moments if moment > since)
    excess = len(recent) + number - most
    if excess <= 0:
        return None
    # The ones that have to grow old first. Where nothing is ever allowed, a whole time from now.
    return recent[min(excess, len(recent)) - 1] + within if recent else timezone.now() + within
