"""Several hosts are asked at once, for something that holds only if all of them say yes."""

from collections.abc import Sequence
from itertools import chain, combinations
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction

from commons.accounts.models import User
from commons.audit import actions as audit
from commons.organisations.actions import lock_organisations
from core.errors import DomainError
from core.permissions import require
from core.quotas.errors import QuotaExceededError
from hosting.requests.actions.deadlines import joint_deadline
from hosting.requests.actions.requests import send_request
from hosting.requests.errors import (
    OverlapInSetError,
    RequestInSetRefusedError,
    SetSizeError,
)
from hosting.requests.models.request_sets import RequestSet
from hosting.requests.models.requests import Request, RequestDraft


@transaction.atomic
def send_request_set(
    *, drafts: Sequence[RequestDraft], key: UUID, by: User
) -> tuple[RequestSet, list[Request]]:
    """Ask all of these hosts or none. The same `key` asks only once.

    All hosts have the longest of their times to answer. The requests come back in the order of
    `drafts`. Raises SetSizeError, OverlapInSetError, or RequestInSetRefusedError that names the
    offer whose limit was met.
    """
    require(by, "requests.send_request_set", by)

    User.objects.locked(by.pk, no_key=True)  # a double press waits here
    if earlier := RequestSet.objects.filter(guest=by, key=key).first():
        return earlier, _requests_in_order(earlier)
    if not 2 <= len(drafts) <= settings.HOSTING_SET_LIMIT:
        raise SetSizeError(most=settings.HOSTING_SET_LIMIT)
    _require_no_overlap(drafts)

    if any(draft.has_organisations for draft in drafts):  # before the first of the offers
        sides = ((draft.on_behalf_of, draft.offer.on_behalf_of) for draft in drafts)
        lock_organisations(*chain.from_iterable(sides))
    closes_at = joint_deadline(drafts)
    request_set = RequestSet.objects.create(guest=by, closes_at=closes_at, key=key)
    numbered = sorted(enumerate(drafts), key=lambda pair: pair[1].offer.pk)
    for number, draft in numbered:  # offers are locked in the order of their keys
        own_key = uuid5(request_set.key, str(number))
        try:
            send_request(draft=draft, key=own_key, request_set=request_set, by=by)
        except QuotaExceededError:
            raise
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
        if same and _overlap(one, other):
            raise OverlapInSetError(offer=one.offer.title)


def _overlap(one: RequestDraft, other: RequestDraft) -> bool:
    """Two questions about the same thing, of which each half-day or night is there once."""
    if one.half_days and other.half_days:
        return not set(one.half_days).isdisjoint(other.half_days)
    return one.dates is None or other.dates is None or one.dates.overlaps(other.dates)
