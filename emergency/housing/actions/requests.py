"""What coordinators and the requester do with a housing request, until a host is asked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction

from commons.accounts.models import User
from commons.audit import actions as audit
from core.permissions import require
from emergency.activations.models.activations import Duty
from emergency.activations.models.actors import auditor
from emergency.housing import notifications
from emergency.housing.actions.cancellation import release_request
from emergency.housing.actions.intake import is_buried
from emergency.housing.actions.request_states import transition_request
from emergency.housing.errors.requests import (
    AlreadyWithdrawnError,
    DuplicateItselfError,
    ForgottenError,
    LookedAfterError,
    OtherTerritoryError,
    ReasonMissingError,
)
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.requests import RequestState
from emergency.intake.errors import IntakeClosedError
from emergency.intake.models.parties import Party


@transaction.atomic
def take_on(*, request: HousingRequest, by: User, instead_of: User | None = None) -> HousingRequest:
    """This coordinator looks after it from now on; the clock runs on, until they have called.

    Whoever takes it from a colleague names them; else LookedAfterError says who was faster.
    """
    require(by, "emergency_activations.coordinate_activation", request)

    request = lock_request(request)
    if request.owner is not None and request.owner not in (by, instead_of):
        raise LookedAfterError(who=request.owner.display_name)
    request.owner = by
    request.save(update_fields=["owner"])
    audit.record(by, "housing_request.taken_on", request)
    return request


@transaction.atomic
def hand_back(*, request: HousingRequest, by: User) -> HousingRequest:
    """To everybody on duty: it stands in the queue again, with its clock as it was."""
    require(by, "emergency_activations.coordinate_activation", request)

    request = lock_request(request)
    request.owner = None
    request.save(update_fields=["owner"])
    audit.record(by, "housing_request.handed_back", request)
    return request


@transaction.atomic
def ask_for_more(*, request: HousingRequest, reason: str, by: User) -> HousingRequest:
    """The clock stands still until the person has answered."""
    require(by, "emergency_activations.coordinate_activation", request)
    require_reason(reason)

    request = lock_request(request)
    transition_request(request, RequestState.NEEDS_INFO, by=by, reason=reason)
    audit.record(by, "housing_request.more_asked", request)
    _mail_requester(request, notifications.MORE_ASKED)
    return request


@transaction.atomic
def resume_verification(*, request: HousingRequest, by: User) -> HousingRequest:
    """What was missing is there; or a refusal is looked at once more, after an appeal.

    Raises IntakeClosedError, ForgottenError.
    """
    require(by, "emergency_activations.coordinate_activation", request)

    request = lock_request(request)
    if not request.activation.is_public:  # nobody would look after it any more
        raise IntakeClosedError
    if request.contact_id is None:
        raise ForgottenError
    transition_request(request, RequestState.VERIFYING, by=by)
    audit.record(by, "housing_request.gone_on", request)
    return request


@transaction.atomic
def mark_ineligible(*, request: HousingRequest, reason: str, by: User) -> HousingRequest:
    """Not within the rules. The person reads why, and may appeal."""
    require(by, "emergency_activations.coordinate_activation", request)
    require_reason(reason)

    request = lock_request(request)
    transition_request(request, RequestState.INELIGIBLE, by=by, reason=reason)
    audit.record(by, "housing_request.found_ineligible", request)
    _mail_requester(request, notifications.INELIGIBLE)
    return request


@transaction.atomic
def refer(*, request: HousingRequest, reason: str, by: User) -> HousingRequest:
    """A partner, a hotel, the 115: passed on; `reason` says where to."""
    require(by, "emergency_activations.coordinate_activation", request)
    require_reason(reason)

    request = lock_request(request)
    release_request(request, by, reason=reason)
    transition_request(request, RequestState.REFERRED, by=by, reason=reason)
    audit.record(by, "housing_request.referred", request)
    tomorrow = request.activation.today() + timedelta(days=1)
    _mail_requester(request, notifications.REFERRED, until=tomorrow.isoformat())
    return request


@transaction.atomic
def close_as_unmet(*, request: HousingRequest, reason: str, by: User) -> HousingRequest:
    """The need is over and no roof was found: said by a person, with the reason."""
    require(by, "emergency_activations.coordinate_activation", request)
    require_reason(reason)

    request = lock_request(request)
    transition_request(request, RequestState.UNMET, by=by, reason=reason)
    audit.record(by, "housing_request.unmet", request)
    _mail_requester(request, notifications.UNMET)
    return request


@transaction.atomic
def mark_duplicate(*, request: HousingRequest, first: HousingRequest, by: User) -> HousingRequest:
    """A person says that both are one. Nothing is merged and nothing is deleted.

    Raises OtherTerritoryError, DuplicateItselfError.
    """
    require(by, "emergency_activations.coordinate_activation", request)
    if first.activation_id != request.activation_id or first.pk == request.pk:
        raise OtherTerritoryError

    # In one order, whoever is named first: so that no two actions wait for each other.
    locked = {one.pk: lock_request(one) for one in sorted((request, first), key=lambda row: row.pk)}
    request, first = locked[request.pk], locked[first.pk]
    if first.state == RequestState.DUPLICATE:  # or neither of a circle would count
        raise DuplicateItselfError
    release_request(request, by, reason=first.reference)
    request.duplicate_of = first
    transition_request(request, RequestState.DUPLICATE, by=by, reason=first.reference)
    audit.record(by, "housing_request.duplicate", request, first=first.pk)
    return request


@transaction.atomic
def withdraw(*, request: HousingRequest, by: Party | User) -> HousingRequest:
    """The requester needs it no more, by their link or by telephone.

    Raises AlreadyWithdrawnError.
    """
    require(by, "emergency_housing.withdraw_request", request)

    request = lock_request(request)
    if request.state == RequestState.WITHDRAWN:
        raise AlreadyWithdrawnError
    release_request(request, by, reason="")
    transition_request(request, RequestState.WITHDRAWN, by=by)
    audit.record(auditor(by), "housing_request.withdrawn", request)
    if request.contact is not None and not is_buried(request.activation, request.contact):
        notifications.mail_withdrawn(request.submission, request.contact)
    return request


def _mail_requester(request: HousingRequest, template: str, **data: Any) -> None:
    """By the link of their page, which shows the rest: an email says no reason."""
    if request.contact is not None and not is_buried(request.activation, request.contact):
        notifications.mail_bearer(request.submission, request.contact, template, **data)


def lock_request(request: HousingRequest) -> HousingRequest:
    """As it stands now; rivals wait behind us."""
    rows = HousingRequest.objects.select_related("activation", "submission")
    return rows.select_for_update(of=("self",)).get(pk=request.pk)


def require_reason(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissingError


def hand_back_all(duty: Duty) -> None:
    """What they had in hand of this emergency is everybody's. The caller has asked `require`."""
    theirs = HousingRequest.objects.filter(activation=duty.activation_id, owner=duty.person_id)
    theirs.update(owner=None)


def hand_back_others(duty: Duty) -> None:
    """What they had in hand outside their places of work. The caller has asked `require`."""
    theirs = HousingRequest.objects.filter(activation=duty.activation_id, owner=duty.person_id)
    theirs.exclude(pk__in=HousingRequest.objects.within(duty).values("pk")).update(owner=None)
