"""Several hosts are asked at once, for something that holds only if all of them say yes."""

from collections.abc import Sequence
from datetime import datetime, time
from itertools import combinations
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.audit import actions as audit
from core.errors import DomainError
from core.permissions import require
from hosting.requests.actions.requests import send_request
from hosting.requests.errors import (
    OverlapInSetError,
    RequestInSetRefusedError,
    SetDeadlineError,
    SetSizeError,
)
from hosting.requests.models.request_sets import RequestSet
from hosting.requests.models.requests import Request, RequestDraft


@transaction.atomic
def send_request_set(
    *, drafts: Sequence[RequestDraft], closes_at: datetime, key: UUID, by: User
) -> tuple[RequestSet, list[Request]]:
    """Ask all of these hosts or none. The same `key` asks only once.

    The requests come back in the order of `drafts`. Raises SetSizeError, SetDeadlineError,
    OverlapInSetError, or RequestInSetRefusedError that names the offer whose limit was met.
    """
    require(by, "requests.send_request_set", by)

    User.objects.locked(by.pk, no_key=True)  # a double press waits here
    if earlier := RequestSet.objects.filter(guest=by, key=key).first():
        return earlier, _requests_in_order(earlier)
    if not 2 <= len(drafts) <= settings.HOSTING_SET_LIMIT:
        raise SetSizeError(most=settings.HOSTING_SET_LIMIT)
    _require_no_overlap(drafts)
    now = timezone.now()
    beginnings = [begins for one in drafts if (begins := _start_of(one))]
    last = min([now + settings.HOSTING_SET_WITHIN, *beginnings])
    if not now < closes_at <= last:
        raise SetDeadlineError(days=settings.HOSTING_SET_WITHIN.days)

    request_set = RequestSet.objects.create(guest=by, closes_at=closes_at, key=key)
    numbered = sorted(enumerate(drafts), key=lambda pair: pair[1].offer.pk)
    for number, draft in numbered:  # offers are locked in the order of their keys
        own_key = uuid5(request_set.key, str(number))
        try:
            send_request(draft=draft, key=own_key, request_set=request_set, by=by)
        except DomainError as refusal:
            raise RequestInSetRefusedError(offer=draft.offer.title, why=str(refusal)) from refusal
    audit.record(by, "set.sent", request_set, count=len(drafts))
    return request_set, _requests_in_order(request_set)


def _requests_in_order(request_set: RequestSet) -> list[Request]:
    """As they were asked."""
    found = {request.key: request for request in request_set.requests.all()}
    keys = (uuid5(request_set.key, str(number)) for number in range(settings.HOSTING_SET_LIMIT))
    return [found[key] for key in keys if key in found]


def _require_no_overlap(drafts: Sequence[RequestDraft]) -> None:
    """One yes would take what the other needs."""
    for one, other in combinations(drafts, 2):
        same = one.offer.pk == other.offer.pk and one.session == other.session
        if not same:
            continue
        if one.dates is None or other.dates is None or one.dates.overlaps(other.dates):
            raise OverlapInSetError(offer=one.offer.title)


def _start_of(draft: RequestDraft) -> datetime | None:
    if draft.session is not None:
        return draft.session.starts_at
    if draft.dates is None:
        return None
    return timezone.make_aware(datetime.combine(draft.dates.check_in, time.min))
