"""What hosts and coordinators do with a place that is lent."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.permissions import require
from core.states import IllegalTransitionError
from emergency.activations.actions.states import transition, write_event
from emergency.activations.choices import Noun
from emergency.activations.models.activations import Activation
from emergency.activations.models.actors import auditor
from emergency.housing import notifications
from emergency.housing.actions.cancellation import release_offer
from emergency.housing.actions.intake import is_buried
from emergency.housing.actions.requests import require_reason
from emergency.housing.actions.suitability import require_found
from emergency.housing.errors.extensions import OwnDecisionError
from emergency.housing.errors.offers import CheckTooLowError, SuspendedHomeError, WholeOnlyError
from emergency.housing.errors.requests import AlreadyWithdrawnError, ForgottenError
from emergency.housing.models.offers import Helper, HousingOffer
from emergency.housing.models.requests import HousingRequest
from emergency.housing.models.suspensions import Suspension
from emergency.housing.states.extensions import SUSPENSION_TRANSITIONS, SuspensionState
from emergency.housing.states.offers import LISTED, OFFER_TRANSITIONS, OfferState
from emergency.intake.models.parties import Acting, Party

FIRST_WEEK: Final = timedelta(days=7)
FRESH_AT_FIRST: Final = timedelta(hours=72)
FRESH_LATER: Final = timedelta(days=7)


@transaction.atomic
def begin_check(*, offer: HousingOffer, by: User) -> HousingOffer:
    """Somebody calls the host, visits the place or looks at it by video. Raises ForgottenError."""
    require(by, "emergency_activations.coordinate_activation", offer)

    offer = lock_offer(offer)
    if offer.contact_id is None:
        raise ForgottenError
    transition_offer(offer, OfferState.CHECKING, by)
    return offer


@transaction.atomic
def pass_check(*, offer: HousingOffer, level: int, by: User) -> HousingOffer:
    """It is ready. Raises WholeOnlyError, CheckTooLowError and what `require_found` raises."""
    require(by, "emergency_activations.coordinate_activation", offer)

    offer = lock_offer(offer)
    if offer.state != OfferState.CHECKING:  # a suspension is lifted with its reason, and not so
        raise IllegalTransitionError(old=offer.state, new=OfferState.LIVE)
    if offer.is_shared and offer.activation.whole_only:
        raise WholeOnlyError
    needed = offer.activation.check_needed(shared=offer.is_shared)
    if level < needed:
        raise CheckTooLowError(level=needed)
    require_found(offer)
    offer.check_level = level
    _confirm_now(offer)
    transition_offer(offer, OfferState.LIVE, by, also=("check_level", *CONFIRMED))
    return offer


@transaction.atomic
def refuse_offer(*, offer: HousingOffer, reason: str, by: User) -> HousingOffer:
    """With the reason, and a way to have it looked at once more."""
    require(by, "emergency_activations.coordinate_activation", offer)
    require_reason(reason)

    offer = lock_offer(offer)
    transition_offer(offer, OfferState.REFUSED, by, reason=reason)
    return offer


@transaction.atomic
def confirm_offer(*, offer: HousingOffer, by: Party | User) -> HousingOffer:
    """One press: it still holds. A parked or paused place is ready again."""
    require(by, "emergency_housing.manage_offer", offer)

    offer = lock_offer(offer)
    confirm_by_answer(offer, by)
    return offer


def confirm_by_answer(offer: HousingOffer, by: Acting) -> None:
    """Whatever a host says yes to, the place is there, also where it was parked. Lock first."""
    if offer.state not in LISTED:  # a check or a suspension isn't undone by its host
        raise IllegalTransitionError(old=offer.state, new=OfferState.LIVE)
    _confirm_now(offer)
    if offer.state != OfferState.LIVE:
        transition_offer(offer, OfferState.LIVE, by, also=CONFIRMED)
        return
    offer.save(update_fields=CONFIRMED)
    audit.record(auditor(by), "housing_offer.confirmed", offer)


@transaction.atomic
def pause_offer(*, offer: HousingOffer, by: Party | User) -> HousingOffer:
    """Not just now; one press brings it back."""
    require(by, "emergency_housing.manage_offer", offer)

    offer = lock_with_asks(offer)
    transition_offer(offer, OfferState.PAUSED, by)
    release_offer(offer, by)
    return offer


@transaction.atomic
def withdraw_offer(*, offer: HousingOffer, by: Party | User) -> HousingOffer:
    """The host takes it back. Whoever lives there keeps what was agreed.

    Raises AlreadyWithdrawnError, and SuspendedHomeError where a link asks: once withdrawn it could
    be forgotten, and the suspension with it.
    """
    require(by, "emergency_housing.manage_offer", offer)

    offer = lock_with_asks(offer)
    if offer.state == OfferState.WITHDRAWN:
        raise AlreadyWithdrawnError
    if offer.state == OfferState.SUSPENDED and isinstance(by, Party):
        raise SuspendedHomeError
    transition_offer(offer, OfferState.WITHDRAWN, by)
    release_offer(offer, by)
    if offer.contact is not None and not is_buried(offer.activation, offer.contact):
        notifications.mail_withdrawn(offer.submission, offer.contact)
    return offer


@transaction.atomic
def suspend_offer(*, offer: HousingOffer, reason: str, by: User) -> HousingOffer:
    """A decision with its reason, told to the host at once, who may appeal. Asks end now."""
    require(by, "emergency_activations.coordinate_activation", offer)
    require_reason(reason)

    offer = lock_with_asks(offer)
    transition_offer(offer, OfferState.SUSPENDED, by, reason=reason)
    suspension = Suspension.objects.create(
        activation=offer.activation, offer=offer, reason=reason.strip()[:300], by=by
    )
    write_event(suspension, noun=Noun.SUSPENSION, by=by, reason=reason)
    release_offer(offer, by)
    # Whoever lives there keeps the roof until a person has looked: their clocks run out now.
    lives_there = offer.placements.live().values("request")
    requests = HousingRequest.objects.filter(pk__in=lives_there)
    requests.exclude(next_action="").update(next_action_at=timezone.now())
    if offer.contact is not None:
        notifications.mail_bearer(
            offer.submission, offer.contact, notifications.SUSPENDED, reason=reason
        )
    return offer


@transaction.atomic
def reinstate_offer(*, offer: HousingOffer, reason: str, by: User) -> HousingOffer:
    """Looked at once more, and good again: it counts as confirmed once the host says so.

    Where its days are over meanwhile it stays so, and its host may lend it again.
    """
    require(by, "emergency_activations.coordinate_activation", offer)
    require_reason(reason)

    offer = lock_offer(offer)
    is_over = offer.state == OfferState.ENDED and offer.suspensions.in_force().exists()
    if offer.state != OfferState.SUSPENDED and not is_over:
        raise IllegalTransitionError(old=offer.state, new=OfferState.LIVE)
    _lift(offer, reason, by)
    if not is_over:
        transition_offer(offer, OfferState.LIVE, by, reason=reason)
    return offer


@transaction.atomic
def remind_host(*, offer: HousingOffer, by: Actor) -> HousingOffer:
    """Is it still free? Asked a day before it would be parked, once, so that it never has to be."""
    require(by, "emergency_housing.remind_host", offer)

    offer = lock_offer(offer)
    if not HousingOffer.objects.to_remind().filter(pk=offer.pk).exists():  # a word came meanwhile
        return offer
    offer.reminded_at = timezone.now()
    offer.save(update_fields=["reminded_at"])
    audit.record(by, "housing_offer.reminded", offer)

    if offer.contact is not None:
        notifications.mail_bearer(offer.submission, offer.contact, notifications.FREE_TOMORROW)
    return offer


@transaction.atomic
def park_offer(*, offer: HousingOffer, by: Actor) -> HousingOffer:
    """Too long without a word: it stays in sight of coordinators and is proposed to nobody."""
    require(by, "emergency_housing.park_offer", offer)

    offer = lock_offer(offer)
    if offer.is_fresh:  # confirmed since the list was made
        return offer
    park_quietly(offer, by)
    return offer


@transaction.atomic
def end_offer(*, offer: HousingOffer, by: Actor) -> HousingOffer:
    """The days for which it was lent are over. Where somebody still lives, people look first."""
    require(by, "emergency_housing.end_offer", offer)

    offer = lock_with_asks(offer)
    if not HousingOffer.objects.past().filter(pk=offer.pk).exists():  # lent longer meanwhile
        return offer
    # Thanks, an apology, or that a suspension can still be answered.
    if offer.state == OfferState.SUSPENDED:
        template = notifications.DAYS_OVER_SUSPENDED
    else:
        template = notifications.DAYS_OVER_UNSEEN if offer.is_unseen else notifications.DAYS_OVER
    transition_offer(offer, OfferState.ENDED, by)
    release_offer(offer, by)
    if offer.contact is not None:
        notifications.mail_bearer(offer.submission, offer.contact, template)
    return offer


def park_quietly(offer: HousingOffer, by: Actor) -> None:
    """The host let an ask pass: nobody is sent there before they say a word. Lock first."""
    transition_offer(offer, OfferState.PARKED, by)
    if offer.contact is not None:
        notifications.mail_bearer(offer.submission, offer.contact, notifications.STILL_FREE)


@transaction.atomic
def leave_helpers(*, helper: Helper, by: Party | User) -> Helper:
    """Nobody calls them any more."""
    require(by, "emergency_housing.leave_helpers", helper)

    helper = Helper.objects.select_for_update().get(pk=helper.pk)
    helper.left_at = helper.left_at or timezone.now()
    helper.save(update_fields=["left_at"])
    audit.record(auditor(by), "helper.left", helper)
    return helper


CONFIRMED: Final = ("last_confirmed_at", "fresh_until")


def lock_offer(offer: HousingOffer) -> HousingOffer:
    """As it stands now; rivals wait behind us."""
    rows = HousingOffer.objects.select_related("activation", "submission")
    return rows.select_for_update(of=("self",)).get(pk=offer.pk)


def lock_with_asks(offer: HousingOffer) -> HousingOffer:
    """Requests before homes, as everywhere: so that no two actions wait for each other."""
    asking = offer.proposals.open().values("request")
    list(HousingRequest.objects.select_for_update().filter(pk__in=asking).order_by("pk"))
    return lock_offer(offer)


def transition_offer(
    offer: HousingOffer,
    new: OfferState,
    by: Acting,
    *,
    reason: str = "",
    also: tuple[str, ...] = (),
) -> None:
    """Along its table, and into both records. Lock first."""
    transition(
        offer, new, noun=Noun.OFFER, table=OFFER_TRANSITIONS, by=by, reason=reason, also=also
    )
    audit.record(auditor(by), f"housing_offer.{new}", offer)


def fresh_for(activation: Activation) -> timedelta:
    """Things change fast in the first week."""
    begun = activation.opened_at or timezone.now()
    young = timezone.now() - begun < FIRST_WEEK
    return FRESH_AT_FIRST if young else FRESH_LATER


def _lift(offer: HousingOffer, reason: str, by: User) -> None:
    """After an appeal another person decides. Raises OwnDecisionError."""
    suspension = offer.suspensions.select_for_update().in_force().first()
    if suspension is None:
        return
    if suspension.appealed_at is not None and suspension.by_id == by.pk:
        raise OwnDecisionError
    suspension.decision, suspension.decided_by = reason.strip()[:300], by
    suspension.decided_at = timezone.now()
    decided = ("decision", "decided_by", "decided_at")
    transition(
        suspension,
        SuspensionState.LIFTED,
        noun=Noun.SUSPENSION,
        table=SUSPENSION_TRANSITIONS,
        by=by,
        reason=reason,
        also=decided,
    )
    audit.record(by, "suspension.lifted", suspension)
    if offer.contact is not None:
        notifications.mail_bearer(offer.submission, offer.contact, notifications.APPEAL_DECIDED)


def _confirm_now(offer: HousingOffer) -> None:
    offer.last_confirmed_at = timezone.now()
    offer.fresh_until = offer.last_confirmed_at + fresh_for(offer.activation)
