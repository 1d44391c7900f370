"""People ask the co-operative for a community, with others who found it with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from commons.blocking.rules import is_mailbox_blocked
from commons.geography.models import Locality
from commons.mail.actions import NOT_SENT
from core.permissions import require
from core.quotas.checks import require_recorded_quota
from core.states import require_transition
from hosting.communities.actions.communities import found_community
from hosting.communities.errors import (
    CommunityNameTakenError,
    FoundingRequestAnsweredError,
    TooFewFoundersError,
    TooFewFoundersNamedError,
    TooManyFoundersError,
    TooManyFoundingRequestsError,
)
from hosting.communities.models.communities import Community
from hosting.communities.models.founding import FoundingMember, FoundingRequest
from hosting.communities.models.terms import Cause
from hosting.communities.notifications import founding as notifications
from hosting.communities.selectors.founding import founders_of
from hosting.communities.states import FOUNDING_TRANSITIONS, FoundingState

SUMMARY_LENGTH = 255


@dataclass(frozen=True, slots=True)
class FoundingRequestData:
    """What somebody asks for. `founders` are the email addresses of the others, in lower case."""

    name: str
    language: str
    locality: Locality
    why: str
    causes: Iterable[Cause] = ()
    founders: tuple[str, ...] = ()


@transaction.atomic
def send_founding_request(*, data: FoundingRequestData, by: User) -> FoundingRequest:
    """Write the request down; co-founders are asked to confirm.

    Raises TooFewFoundersNamedError, TooManyFoundersError, TooManyFoundingRequestsError or
    CommunityNameTakenError.
    """
    request = FoundingRequest(
        asked_by=by,
        name=data.name,
        language=data.language,
        locality=data.locality,
        why=data.why,
    )
    require(by, "communities.send_founding_request", request)

    User.objects.locked(by.pk, no_key=True)  # requests of a month are counted
    others = sorted({address for address in data.founders if address != by.email})
    # With who asks there are enough founders, once all have confirmed.
    needed = settings.HOSTING_SPONSORS_NEEDED - 1
    if len(others) < needed:
        raise TooFewFoundersNamedError(needed=needed)
    if len(others) > settings.HOSTING_FOUNDERS_LIMIT:
        raise TooManyFoundersError(most=settings.HOSTING_FOUNDERS_LIMIT)
    asked_at = by.founding_requests.order_by().values_list("asked_at", flat=True)
    require_recorded_quota("founding_requests", asked_at, refusal=TooManyFoundingRequestsError)
    _require_new_name(data.name)

    request.save()
    request.causes.set(data.causes)
    FoundingMember.objects.bulk_create(
        FoundingMember(request=request, email=address) for address in others
    )
    audit.record(by, "founding.asked", request)

    notifications.notify_cooperative_of_request(request)
    for founder in request.founders.all():
        if is_mailbox_blocked(by, founder.email):  # written down alike, and nobody is told
            notifications.mail_founder(founder, keep_for=NOT_SENT)
        else:
            notifications.invite_founder(founder)
    return request


@transaction.atomic
def confirm_founding(*, request: FoundingRequest, by: User) -> FoundingRequest:
    """Say that one founds it too. Twice is once. Raises FoundingRequestAnsweredError."""
    require(by, "communities.confirm_founding", request)

    request = _lock_waiting(request)
    if request.founders.filter(person=by).exists():
        return request

    request.founders.filter(email=by.email).update(person=by, email="", confirmed_at=timezone.now())
    audit.record(by, "founding.confirmed", request)

    notifications.dismiss_founder_notice(request, by)
    notifications.notify_requester_of_founder(request, by)
    return request


@transaction.atomic
def leave_founding(*, request: FoundingRequest, by: User) -> FoundingRequest:
    """Say that one doesn't found it, confirmed or not. Raises FoundingRequestAnsweredError."""
    require(by, "communities.confirm_founding", request)

    request = _lock_waiting(request)
    request.founders.filter(person=by).delete()
    request.founders.filter(email=by.email).delete()
    audit.record(by, "founding.left", request)

    notifications.dismiss_founder_notice(request, by)
    notifications.notify_requester_of_departure(request)
    return request


@transaction.atomic
def withdraw_founding_request(*, request: FoundingRequest, by: User) -> FoundingRequest:
    """Take it back before it is answered. Raises FoundingRequestAnsweredError."""
    require(by, "communities.withdraw_founding_request", request)

    request = _lock_waiting(request)
    transition_founding_request(request, FoundingState.WITHDRAWN, by=by)
    audit.record(by, "founding.withdrawn", request)
    return request


@transaction.atomic
def decline_founding_request(*, request: FoundingRequest, reason: str, by: User) -> FoundingRequest:
    """Say no, with a reason that all founders read. Raises FoundingRequestAnsweredError."""
    require(by, "communities.decide_founding_request", request)

    request = _lock_waiting(request)
    request.reason = reason
    transition_founding_request(request, FoundingState.DECLINED, by=by)
    audit.record(by, "founding.declined", request)

    notifications.notify_founders_of_refusal(request)
    return request


@transaction.atomic
def open_founding_request(*, request: FoundingRequest, by: User) -> FoundingRequest:
    """Found the community. Who asked and who confirmed are its founders, and hear of it.

    Raises FoundingRequestAnsweredError, TooFewFoundersError or CommunityNameTakenError.
    """
    require(by, "communities.decide_founding_request", request)

    request = _lock_waiting(request)
    founders = founders_of(request)
    if len(founders) < settings.HOSTING_SPONSORS_NEEDED:
        raise TooFewFoundersError(needed=settings.HOSTING_SPONSORS_NEEDED)
    _require_new_name(request.name, exclude=request)

    # Its founders change these words at their desk before it is public.
    with override(request.language):
        charter = _(
            "We talk before we promise anything. We always reply, even to "
            "say no. Our prices are public and the same for everyone. We "
            "describe accessibility as it is. Anyone with a concern raises "
            "it with the community, in private, and gets an answer."
        )
    request.community = found_community(
        community=Community(
            name=request.name,
            language=request.language,
            locality=request.locality,
            territory=request.locality.label[:SUMMARY_LENGTH],
            **_summary_from(request),
            story=request.why,
            charter=charter,
        ),
        founders=founders,
        causes=request.causes.all(),
        by=by,
    )
    transition_founding_request(request, FoundingState.OPENED, by=by)
    audit.record(by, "founding.opened", request)
    return request


@transaction.atomic
def delete_founding_request(*, request: FoundingRequest, by: Actor) -> None:
    """Delete what was decided long ago; a community that came of it stays."""
    require(by, "communities.delete_founding_request", request)

    audit.record(by, "founding.forgotten", request)
    request.delete()


def _summary_from(request: FoundingRequest) -> dict[str, str]:
    """The beginning of what they wrote, in the one field of its language."""
    field = "summary_fr" if request.language == "fr" else "summary_en"
    return {field: Truncator(" ".join(request.why.split())).chars(SUMMARY_LENGTH)}


def _require_new_name(name: str, exclude: FoundingRequest | None = None) -> None:
    waiting = FoundingRequest.objects.waiting().filter(name__iexact=name)
    if exclude is not None:
        waiting = waiting.exclude(pk=exclude.pk)
    if waiting.exists() or Community.objects.filter(name__iexact=name).exists():
        raise CommunityNameTakenError


def _lock_waiting(request: FoundingRequest) -> FoundingRequest:
    """Its locked row, if nobody has answered it, and who asked hasn't closed their account."""
    rows = FoundingRequest.objects.select_related("asked_by", "locality")
    locked = rows.select_for_update(of=("self",)).filter(pk=request.pk).first()
    if locked is None or not locked.is_waiting:
        raise FoundingRequestAnsweredError
    return locked


def transition_founding_request(
    request: FoundingRequest, state: FoundingState, *, by: User
) -> None:
    """Decide a request. Addresses of people who never confirmed and notices aren't needed then."""
    require_transition(FOUNDING_TRANSITIONS, request.state, state)
    request.state = state
    request.decided_by, request.decided_at = by, timezone.now()
    request.save()
    request.founders.filter(person=None).delete()

    notifications.dismiss_founding_notices(request)
