"""Telling coordinators in confidence, and saying what was done about it."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.permissions import require
from hosting.requests.errors import AlreadySettledError, TooManyConcernsError
from hosting.requests.models.concerns import Concern
from hosting.requests.models.requests import Request
from hosting.requests.notifications import concerns as notifications


@transaction.atomic
def report_concern(*, request: Request, words: str, is_safety: bool, by: User) -> Concern:
    """Tell those who look after the community, and nobody else.

    Where none of them may read it, because it is about them, it goes to safety as well. Raises
    TooManyConcernsError.
    """
    require(by, "requests.report_concern", request)

    request = Request.objects.locked(request.pk, no_key=True)
    if request.concerns.filter(by=by).count() >= settings.HOSTING_CONCERNS_LIMIT:
        raise TooManyConcernsError(most=settings.HOSTING_CONCERNS_LIMIT)

    about = request.host if by.pk == request.guest_id else request.guest
    concern = Concern(request=request, by=by, about=about, words=words, is_safety=is_safety)
    concern.goes_to_safety = is_safety or not notifications.coordinators_for(concern)
    concern.save()
    audit.record(by, "concern.told", concern)

    notifications.notify_concern_readers(concern)
    return concern


@transaction.atomic
def settle_concern(*, concern: Concern, outcome: str, by: User) -> Concern:
    """Say what was done: who told it reads that. Raises AlreadySettledError."""
    require(by, "requests.settle_concern", concern)

    concern = Concern.objects.select_for_update(of=("self",)).get(pk=concern.pk)
    if concern.settled_at is not None:
        raise AlreadySettledError

    concern.outcome, concern.settled_by, concern.settled_at = outcome, by, timezone.now()
    concern.save(update_fields=["outcome", "settled_by", "settled_at"])
    audit.record(by, "concern.settled", concern)

    notifications.notify_of_outcome(concern)
    return concern


@transaction.atomic
def delete_concern(*, concern: Concern, by: Actor) -> None:
    """It was settled long ago."""
    require(by, "requests.erase_concern", concern)

    audit.record(by, "concern.forgotten", concern)
    concern.delete()
