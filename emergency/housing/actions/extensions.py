"""A stay lasts longer: the nights are taken when they are asked for, and nobody is lost by a no."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.permissions import require
from core.states import require_transition
from core.text.formatting import format_day, format_full_day
from core.values.dates import DateRange
from emergency.activations.actions.states import transition, write_event
from emergency.activations.choices import Noun, Side
from emergency.activations.models.actors import auditor, side_of
from emergency.activations.states.activations import ActivationState
from emergency.activations.validators import LONGEST_STAY
from emergency.housing import notifications
from emergency.housing.actions.follow_on_requests import create_follow_on_request
from emergency.housing.actions.offers import lock_offer
from emergency.housing.actions.placements import lock_placement
from emergency.housing.actions.suitability import require_safe
from emergency.housing.errors.extensions import (
    AskedAlreadyError,
    HomeSuspendedError,
    NotLongerError,
    OnlyByTelephoneError,
    StayOverError,
)
from emergency.housing.errors.proposals import (
    HeldError,
    NameMissingError,
    PastHardEndError,
    WindowClosedError,
)
from emergency.housing.models.extensions import Extension
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import TakenNight
from emergency.housing.states.extensions import EXTENSION_TRANSITIONS, ExtensionState
from emergency.housing.states.offers import OfferState
from emergency.intake.models.parties import Acting, Party
from hosting.calendars.actions.holds import hold_more_nights

GONE: Final = frozenset({OfferState.SUSPENDED, OfferState.REFUSED})


@transaction.atomic
def ask_longer(
    *, placement: Placement, check_out: date, full_name: str = "", by: Party | User
) -> Extension:
    """Ask the other side. Where the nights are taken, another roof is looked for at once.

    Raises a refusal of `errors.extensions`, PastHardEndError, or HeldError to a host.
    """
    require(by, "emergency_housing.manage_placement", placement)

    placement = _locked(placement)
    if not placement.is_live:
        raise StayOverError
    ending = placement.activation.state != ActivationState.ACTIVE
    if ending and not isinstance(by, User):
        raise OnlyByTelephoneError
    nights = (check_out - placement.check_in).days
    if check_out <= placement.check_out or nights > LONGEST_STAY:
        raise NotLongerError
    end = placement.activation.hard_end
    if end is not None and check_out > end:
        raise PastHardEndError(day=format_day(end))
    if placement.extensions.open().exists():
        raise AskedAlreadyError
    if placement.offer.state in GONE:
        raise HomeSuspendedError
    extension = _more(placement, check_out, asked_by=side_of(by), asked_name=full_name.strip())
    try:
        _take_nights(extension)
    except HeldError:
        if by_host(extension):
            raise
        _begin(extension, by)
        return _refuse(extension, by)

    _begin(extension, by)
    is_offered = by_host(extension)
    tell = notifications.mail_requester if is_offered else notifications.mail_host
    answer_by = notifications.moment_there(placement.activation, extension.expires_at)
    data = {"until": check_out.isoformat(), "answer_by": answer_by, "by_host": is_offered}
    tell(placement.proposal, notifications.LONGER_ASKED, **data)
    return extension


@transaction.atomic
def agree_longer(*, extension: Extension, full_name: str, by: Party | User) -> Extension:
    """The other side signs: the same nights in hosting's calendar, or nothing of it.

    Raises NightsTakenError where hosting was faster.
    """
    require(by, "emergency_housing.agree_longer", extension)

    extension = lock_extension(extension)
    placement = extension.placement
    if not full_name.strip():
        raise NameMissingError
    if not placement.is_live:
        raise StayOverError
    if extension.state == ExtensionState.ASKED and extension.expires_at <= timezone.now():
        raise WindowClosedError
    if placement.offer.state in GONE:
        raise HomeSuspendedError
    require_safe(placement.request, placement.offer)

    if placement.hold is not None:
        hold_more_nights(hold=placement.hold, dates=extension.dates)
    extension.answer_name = full_name.strip()
    transition_extension(extension, ExtensionState.AGREED, by, also=("answer_name",))
    # Stay, request and ask end on the same day; a host who lends longer has said so.
    check_out = extension.check_out
    offer = placement.offer
    for row in (placement, placement.request, placement.proposal):
        row.check_out = check_out
        row.save(update_fields=["check_out"])
    if offer.check_out < check_out:
        offer.check_out = check_out
        offer.save(update_fields=["check_out"])
    day = format_full_day(check_out)
    write_event(placement, noun=Noun.PLACEMENT, old=placement.state, by=by, reason=day)
    notifications.mail_host(placement.proposal, notifications.LONGER_AGREED)
    notifications.mail_requester(placement.proposal, notifications.LONGER_AGREED)
    return extension


@transaction.atomic
def refuse_longer(*, extension: Extension, by: Party | User) -> Extension:
    """No is no. Whoever asked to stay waits for another roof from the last day on."""
    require(by, "emergency_housing.refuse_longer", extension)

    return _refuse(lock_extension(extension), by)


@transaction.atomic
def expire_longer(*, extension: Extension, by: Actor) -> Extension:
    """Silence counts as a no for the nights, never for the person."""
    require(by, "emergency_housing.expire_longer", extension)

    extension = lock_extension(extension)
    if extension.state != ExtensionState.ASKED or extension.expires_at > timezone.now():
        return extension
    return _refuse(extension, by)


def by_host(extension: Extension) -> bool:
    return bool(extension.asked_by == Side.HOST)


def lock_extension(extension: Extension) -> Extension:
    """Request, offer, stay, extension: always in this order."""
    placement = _locked(extension.placement)
    rows = Extension.objects.select_for_update(of=("self",)).select_related("activation")
    locked = rows.get(pk=extension.pk)
    locked.placement = placement
    return locked


def _locked(placement: Placement) -> Placement:
    locked = lock_placement(placement)
    locked.offer = lock_offer(locked.offer)
    return locked


def _more(placement: Placement, check_out: date, **asked: str) -> Extension:
    """From the last day on, with a window to answer; nothing is kept yet."""
    activation = placement.activation
    return Extension(
        activation=activation,
        placement=placement,
        check_in=placement.check_out,
        check_out=check_out,
        expires_at=activation.after_quiet(timezone.now() + timedelta(hours=activation.host_hours)),
        **asked,
    )


def _begin(extension: Extension, by: Acting) -> None:
    extension.save()
    write_event(extension, noun=Noun.EXTENSION, by=by)
    audit.record(auditor(by), "extension.asked", extension)


def _refuse(extension: Extension, by: Acting) -> Extension:
    """The nights are free again; a new request with its own clock keeps the person in sight."""
    placement = extension.placement
    require_transition(EXTENSION_TRANSITIONS, extension.state, ExtensionState.REFUSED)
    # Those beyond the nights that were agreed, and the empty ones after them.
    gap = timedelta(days=placement.activation.gap_nights)
    placement.proposal.taken_nights.filter(night__gte=placement.check_out + gap).delete()
    if by_host(extension):
        notifications.mail_host(placement.proposal, notifications.LONGER_REFUSED)
    else:
        anew = create_follow_on_request(request=placement.request, dates=extension.dates, by=by)
        extension.follow_up = anew
        notifications.mail_longer_refused(placement.proposal, anew=anew)
    transition_extension(extension, ExtensionState.REFUSED, by, also=("follow_up",))
    return extension


def _take_nights(extension: Extension) -> None:
    """What comes after the nights and the gap that are ours already. Raises HeldError."""
    placement = extension.placement
    gap = timedelta(days=placement.activation.gap_nights)
    nights = DateRange(extension.check_in + gap, extension.check_out + gap).nights
    rows = [
        TakenNight(offer=placement.offer, proposal=placement.proposal, night=night)
        for night in nights
    ]
    try:
        with transaction.atomic():
            TakenNight.objects.bulk_create(rows)
    except IntegrityError as held:
        raise HeldError from held


def transition_extension(
    extension: Extension, new: ExtensionState, by: Acting, *, also: tuple[str, ...] = ()
) -> None:
    transition(extension, new, noun=Noun.EXTENSION, table=EXTENSION_TRANSITIONS, by=by, also=also)
    audit.record(auditor(by), f"extension.{new}", extension)
