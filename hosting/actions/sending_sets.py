"""Several hosts are asked at once, for something that holds only if all of them say yes."""

from collections.abc import Sequence
from datetime import datetime, time
from itertools import combinations
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from commons.accounts.actions import audit
from commons.accounts.models import User
from commons.accounts.permissions import require
from core.errors import DomainError
from hosting.actions.requests import send_request
from hosting.errors.requests import (
    RefusedInSetError,
    SetDeadlineError,
    SetSizeError,
    TwiceInSetError,
)
from hosting.models import Asked, Request, RequestSet


@transaction.atomic
def send_set(
    *, asked: Sequence[Asked], closes_at: datetime, key: UUID, by: User
) -> tuple[RequestSet, list[Request]]:
    """Ask all of these hosts or none. The same `key` asks only once.

    The requests come back in the order of `asked`. Raises SetSizeError, SetDeadlineError,
    TwiceInSetError, or RefusedInSetError that names the offer whose limit was met.
    """
    require(by, "hosting.send_set", by)

    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # a double press waits here
    if earlier := RequestSet.objects.filter(guest=by, key=key).first():
        return earlier, _in_order(earlier)
    if not 2 <= len(asked) <= settings.HOSTING_SET_LIMIT:
        raise SetSizeError(most=settings.HOSTING_SET_LIMIT)
    _require_apart(asked)
    _require_in_time(asked, closes_at)

    together = RequestSet.objects.create(guest=by, closes_at=closes_at, key=key)
    numbered = sorted(enumerate(asked), key=lambda pair: pair[1].offer.pk)
    for number, one in numbered:  # offers are locked in the order of their keys
        _send(one, together, number, by)
    audit.record(by, "set.sent", together, count=len(asked))
    return together, _in_order(together)


def _in_order(together: RequestSet) -> list[Request]:
    """As they were asked."""
    found = {request.key: request for request in together.requests.all()}
    keys = (uuid5(together.key, str(number)) for number in range(settings.HOSTING_SET_LIMIT))
    return [found[key] for key in keys if key in found]


def _send(asked: Asked, together: RequestSet, number: int, by: User) -> Request:
    try:
        key = uuid5(together.key, str(number))
        return send_request(asked=asked, key=key, request_set=together, by=by)
    except DomainError as refusal:
        raise RefusedInSetError(offer=asked.offer.title, why=str(refusal)) from refusal


def _require_apart(asked: Sequence[Asked]) -> None:
    """One yes would take what the other needs."""
    for one, other in combinations(asked, 2):
        same = one.offer.pk == other.offer.pk and one.session == other.session
        if not same:
            continue
        if one.dates is None or other.dates is None or one.dates.overlaps(other.dates):
            raise TwiceInSetError(offer=one.offer.title)


def _require_in_time(asked: Sequence[Asked], closes_at: datetime) -> None:
    now = timezone.now()
    beginnings = [begins for one in asked if (begins := _begins(one))]
    last = min([now + settings.HOSTING_SET_WITHIN, *beginnings])
    if not now < closes_at <= last:
        raise SetDeadlineError(days=settings.HOSTING_SET_WITHIN.days)


def _begins(asked: Asked) -> datetime | None:
    if asked.session is not None:
        return asked.session.starts_at
    if asked.dates is None:
        return None
    return timezone.make_aware(datetime.combine(asked.dates.check_in, time.min))
