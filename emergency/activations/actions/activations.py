"""An emergency is prepared and renewed; what each change of its state requires and does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.permissions import SYSTEM, require
from core.states import IllegalTransitionError
from emergency.activations.actions.states import transition, write_event
from emergency.activations.choices import Noun
from emergency.activations.errors.activations import (
    DrillFixedError,
    NotOpenError,
    NotReadyError,
    ProofMissingError,
    RequestsOpenError,
    ReviewEarlierError,
    ReviewTooFarError,
)
from emergency.activations.errors.logins import LoginNotReadyError
from emergency.activations.logins import is_login_ready
from emergency.activations.models.activations import Activation
from emergency.activations.models.categories import Category
from emergency.activations.models.switching import SwitchProposal
from emergency.activations.notifications import ACTIVATION_MOVED, notify_coordinators
from emergency.activations.registries import count_live_stays, count_open_cases
from emergency.activations.selectors.open_emergencies import clear_open_emergencies
from emergency.activations.selectors.switching import missing_for_declaration
from emergency.activations.signals import activation_reopened
from emergency.activations.states.activations import ACTIVATION_TRANSITIONS, ActivationState, Proof
from emergency.activations.states.switching import (
    BEGINS_IN,
    LEADS_TO,
    SWITCH_TRANSITIONS,
    SwitchChange,
    SwitchState,
)
from emergency.activations.validators import LONGEST_REVIEW

FIRST_CATEGORIES: Final = (
    ("Soignantes et soignants", "Health workers"),
    (
        "Ménage, brancardage, aides et tout le personnel des hôpitaux",
        "Cleaners, porters, aides and all staff of hospitals",
    ),
)


@transaction.atomic
def plan_activation(*, words: Mapping[str, Any], by: User) -> Activation:
    """Prepare an emergency: nobody sees it. Two categories stand in it to begin with."""
    activation = Activation(**words)
    require(by, "emergency_activations.plan_activation", activation)

    activation.save()
    for place, (name_fr, name_en) in enumerate(FIRST_CATEGORIES):
        proofs = [Proof.ROSTER, Proof.WORK_EMAIL, Proof.CARD]
        Category.objects.create(
            activation=activation, name_fr=name_fr, name_en=name_en, proofs=proofs, sort_order=place
        )
    write_event(activation, noun=Noun.ACTIVATION, by=by)
    audit.record(by, "activation.planned", activation)
    return activation


@transaction.atomic
def change_rules(*, activation: Activation, words: Mapping[str, Any], by: User) -> Activation:
    """Write rules anew, in preparation or while it runs; the review has an action of its own.

    Raises DrillFixedError, ReviewTooFarError, ReviewEarlierError.
    """
    require(by, "emergency_activations.manage_activation", activation)

    activation = Activation.objects.locked(activation.pk)

    changed = [name for name, value in words.items() if getattr(activation, name) != value]
    if activation.state != ActivationState.DRAFT:
        # No rule goes round the second person: by becoming an exercise, or by an earlier review.
        if "is_drill" in changed:
            raise DrillFixedError
        if "review_on" in changed:
            _require_day(activation, words["review_on"])
            _require_later(activation, words["review_on"])
    for name in changed:
        setattr(activation, name, words[name])
    activation.save(update_fields=changed)
    audit.record(by, "activation.ruled", activation, fields=changed)
    clear_open_emergencies()
    return activation


@transaction.atomic
def add_category(
    *, activation: Activation, name_fr: str, name_en: str, proofs: list[str], by: User
) -> Category:
    """Somebody was forgotten: from now on they may ask.

    Raises ProofMissingError, LoginNotReadyError.
    """
    require(by, "emergency_activations.manage_activation", activation)
    if not proofs:
        raise ProofMissingError
    if Proof.OPENID in proofs and not is_login_ready():
        raise LoginNotReadyError

    category = Category.objects.create(
        activation=activation,
        name_fr=name_fr,
        name_en=name_en,
        proofs=list(proofs),
        sort_order=activation.categories.count(),
    )
    audit.record(by, "activation.category_added", activation, category=category.pk)
    return category


@transaction.atomic
def renew_activation(*, activation: Activation, review_on: date, by: User) -> Activation:
    """Decided anew: it goes on until `review_on`.

    Raises NotOpenError, ReviewTooFarError, ReviewEarlierError.
    """
    require(by, "emergency_activations.manage_activation", activation)

    activation = Activation.objects.locked(activation.pk)
    if activation.state != ActivationState.ACTIVE:
        raise NotOpenError
    _require_day(activation, review_on)
    _require_later(activation, review_on)

    activation.review_on = review_on
    activation.save(update_fields=["review_on"])
    audit.record(by, "activation.renewed", activation, until=review_on.isoformat())
    clear_open_emergencies()
    return activation


@transaction.atomic
def end(*, activation: Activation, by: Actor) -> Activation:
    """Without a decision in time: no new request or offer; whoever is housed keeps their roof.

    One that was renewed since the list was made goes on. People end it through
    `switching.propose_switch`.
    """
    require(by, "emergency_activations.end_unrenewed_activation", activation)

    activation = Activation.objects.locked(activation.pk)
    if activation.state == ActivationState.ACTIVE and not activation.is_past_review:
        return activation
    transition_activation(activation, SwitchChange.END, by=by)
    lapse_open(activation)
    return activation


def require_ready(activation: Activation, change: str) -> None:
    """Whether this change can be made now, apart from the day of its review.

    Raises IllegalTransitionError, NotReadyError, RequestsOpenError.
    """
    if activation.state != BEGINS_IN[change]:
        raise IllegalTransitionError(old=activation.state, new=LEADS_TO[change])
    if change == SwitchChange.DECLARE:
        if missing := missing_for_declaration(activation):
            raise NotReadyError(missing=get_text_list(missing, _("and")))
    # Somebody who waits, or lives in a lent place, keeps an emergency from closing.
    elif change == SwitchChange.CLOSE and (left := count_open_cases(activation)):
        raise RequestsOpenError(count=left)


def require_review(activation: Activation, change: str, review_on: date | None = None) -> None:
    """What opens has a review within thirty days; `review_on` is a new one that comes with it.

    Raises ReviewTooFarError.
    """
    if LEADS_TO[change] == ActivationState.ACTIVE:
        _require_day(activation, review_on or activation.review_on)


def transition_activation(
    activation: Activation, change: str, *, by: Actor, review_on: date | None = None
) -> None:
    """Make the change, tell whoever coordinates, and let every page know. Lock first.

    Raises what `require_ready` and `require_review` raise.
    """
    require_ready(activation, change)
    require_review(activation, change, review_on)
    also: tuple[str, ...] = ()
    if change == SwitchChange.DECLARE:
        activation.opened_at, also = timezone.now(), ("opened_at",)
    elif change == SwitchChange.REOPEN:
        activation_reopened.send(Activation, activation=activation)
        if review_on is not None:
            activation.review_on, also = review_on, ("review_on",)
    elif change == SwitchChange.CLOSE:
        activation.closed_at, also = timezone.now(), ("closed_at",)
    new = LEADS_TO[change]
    old = activation.state
    table = ACTIVATION_TRANSITIONS
    transition(activation, new, noun=Noun.ACTIVATION, table=table, by=by, also=also)
    audit.record(by, f"activation.{new}", activation, old=old)
    stays = count_live_stays(activation)
    notify_coordinators(activation, ACTIVATION_MOVED, stays=stays)
    clear_open_emergencies()


def lapse_open(activation: Activation) -> None:
    """What was proposed before the emergency moved otherwise, or expired, is open no more."""
    for proposal in activation.switch_proposals.open().select_for_update():
        transition_switch_proposal(proposal, SwitchState.LAPSED, by=SYSTEM)


def transition_switch_proposal(proposal: SwitchProposal, new: SwitchState, *, by: Actor) -> None:
    """Decide a proposal, with its event and its line in the audit log. Lock the activation first.

    Raises IllegalTransitionError.
    """
    if by is not SYSTEM:
        proposal.decided_by = by
    transition(
        proposal, new, noun=Noun.SWITCH, table=SWITCH_TRANSITIONS, by=by, also=("decided_by",)
    )
    audit.record(by, f"switch.{new}", proposal.activation, change=proposal.change)


def _require_day(activation: Activation, day: date | None) -> None:
    today = activation.today()
    if day is None or not today < day <= today + LONGEST_REVIEW:
        raise ReviewTooFarError


def _require_later(activation: Activation, day: date) -> None:
    """An earlier day would end it by the clock, and nobody would have confirmed that."""
    if activation.is_drill or activation.review_on is None:
        return
    if day < activation.review_on:
        raise ReviewEarlierError
