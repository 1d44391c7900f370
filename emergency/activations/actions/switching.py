"""Declaring, ending, reopening and closing an emergency: proposed by one person, made by two.

Where two or more are on duty, somebody else confirms. Where there is nobody else, it takes effect
a quarter of an hour later and can be called off until then. An exercise needs neither.
Every function locks the activation first, so two people who decide at once come one by one.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.errors import DomainError
from core.permissions import require
from emergency.activations.actions.activations import (
    lapse_open,
    require_ready,
    require_review,
    transition_activation,
    transition_switch_proposal,
)
from emergency.activations.actions.states import write_event
from emergency.activations.choices import Noun
from emergency.activations.errors.activations import (
    NoReopeningError,
    SwitchOverError,
    SwitchPendingError,
)
from emergency.activations.models.activations import Activation
from emergency.activations.models.switching import SwitchProposal
from emergency.activations.notifications import (
    SWITCH_CALLED_OFF,
    SWITCH_LAPSED,
    SWITCH_PROPOSED,
    tell_of_switch,
)
from emergency.activations.states.switching import (
    CALL_OFF_WITHIN,
    CONFIRM_WITHIN,
    SwitchChange,
    SwitchState,
)

ENOUGH_TO_CONFIRM: Final = 2


@transaction.atomic
def propose_switch(
    *, activation: Activation, change: SwitchChange, by: User, review_on: date | None = None
) -> SwitchProposal:
    """Propose a change of the state; of an exercise it is made at once.

    `review_on` is the next review of an emergency that is reopened.
    Raises SwitchPendingError, ReviewTooFarError, and what `require_possible` raises.
    """
    require(by, "emergency_activations.manage_activation", activation)

    activation = Activation.objects.locked(activation.pk)
    # One proposal at a time; one that expired stands in nobody's way.
    for other in activation.switch_proposals.open().select_for_update():
        if not other.is_over:
            raise SwitchPendingError
    lapse_open(activation)
    require_possible(activation, change)
    require_review(activation, change, review_on)

    now = timezone.now()
    proposal = SwitchProposal(
        activation=activation, change=change, proposed_by=by, review_on=review_on, proposed_at=now
    )
    if activation.is_drill:
        proposal.takes_effect_at, proposal.state = now, SwitchState.DONE
    elif needs_second_person(activation):
        proposal.expires_at = now + CONFIRM_WITHIN
        if change == SwitchChange.REOPEN:
            proposal.expires_at = activation.reopens_until
    else:
        proposal.takes_effect_at = now + CALL_OFF_WITHIN
    proposal.save()
    write_event(proposal, noun=Noun.SWITCH, by=by)
    audit.record(by, "switch.proposed", activation, change=change)
    if activation.is_drill:
        transition_activation(activation, change, by=by, review_on=review_on)
    else:
        tell_of_switch(proposal, SWITCH_PROPOSED, but=by)
    return proposal


@transaction.atomic
def confirm_switch(*, proposal: SwitchProposal, by: User) -> Activation:
    """A second person agrees, and the change is made.

    Raises SwitchOverError, and what `activations.transition_activation` raises.
    """
    require(by, "emergency_activations.confirm_switch", proposal)

    activation, proposal = _locked(proposal)
    _make(proposal, activation, by=by)
    return activation


@transaction.atomic
def call_off_switch(*, proposal: SwitchProposal, by: User) -> SwitchProposal:
    """Nothing changes: whoever proposed it may do that, and each of the others.

    Raises SwitchOverError.
    """
    require(by, "emergency_activations.call_off_switch", proposal)

    _activation, proposal = _locked(proposal)
    transition_switch_proposal(proposal, SwitchState.CALLED_OFF, by=by)
    tell_of_switch(proposal, SWITCH_CALLED_OFF, but=by)
    return proposal


@transaction.atomic
def settle_switch(*, proposal: SwitchProposal, by: Actor) -> SwitchProposal:
    """What the clock does once its hour has come: make the change, or let the proposal lapse.

    Done at most once. A change that can't be made any more lapses, and whoever is on duty is told.
    """
    require(by, "emergency_activations.settle_switch", proposal)

    activation = Activation.objects.locked(proposal.activation_id)
    found = SwitchProposal.objects.due().select_for_update().filter(pk=proposal.pk).first()
    if found is None:  # called off, confirmed or settled since the list was made
        return proposal
    found.activation = activation
    if not found.needs_second_person and _can_be_made(found):
        _make(found, activation, by=by)
    else:
        transition_switch_proposal(found, SwitchState.LAPSED, by=by)
        tell_of_switch(found, SWITCH_LAPSED)
    return found


def require_possible(activation: Activation, change: str) -> None:
    """Whether this change may be proposed now.

    Raises NoReopeningError, and what `activations.require_ready` raises.
    """
    require_ready(activation, change)
    if change == SwitchChange.REOPEN and not activation.can_reopen:
        raise NoReopeningError


def needs_second_person(activation: Activation) -> bool:
    """Whether somebody else has to confirm what is proposed now."""
    if activation.is_drill:
        return False
    return bool(activation.duties.on_duty().count() >= ENOUGH_TO_CONFIRM)


def _locked(proposal: SwitchProposal) -> tuple[Activation, SwitchProposal]:
    """Both rows, the activation first. Raises SwitchOverError for what isn't open any more."""
    activation = Activation.objects.locked(proposal.activation_id)
    proposal = SwitchProposal.objects.locked(proposal.pk)
    proposal.activation = activation
    if proposal.is_over:
        raise SwitchOverError
    return activation, proposal


def _make(proposal: SwitchProposal, activation: Activation, *, by: Actor) -> None:
    """The change, by whoever confirmed it, or by the clock."""
    transition_switch_proposal(proposal, SwitchState.DONE, by=by)
    transition_activation(activation, proposal.change, by=by, review_on=proposal.review_on)


def _can_be_made(proposal: SwitchProposal) -> bool:
    """Somebody may have gone off duty meanwhile, or a request came in before the closing."""
    try:
        require_ready(proposal.activation, proposal.change)
        require_review(proposal.activation, proposal.change, proposal.review_on)
    except DomainError:
        return False
    return True
