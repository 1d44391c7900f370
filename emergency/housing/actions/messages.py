"""Requester and host write to each other through us, before they know each other."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.permissions import require
from core.quotas.checks import require_recorded_quota
from core.states import require_transition
from emergency.activations.choices import Side
from emergency.activations.models.actors import auditor, person_of, side_of
from emergency.housing import notifications
from emergency.housing.actions.proposals import lock_proposal
from emergency.housing.errors.messages import (
    ConversationOverError,
    NothingToSayError,
    TooManyDeskMessagesError,
    TooManyMessagesError,
    WouldTellError,
)
from emergency.housing.models.messages import RelayMessage, is_relayed, passable
from emergency.housing.models.proposals import Proposal
from emergency.housing.states.messages import MESSAGE_TRANSITIONS, MessageState
from emergency.housing.validators import private_in
from emergency.intake.models.contacts import Contact
from emergency.intake.models.parties import Party


@transaction.atomic
def write_message(*, proposal: Proposal, body: str, key: UUID, by: Party | User) -> RelayMessage:
    """Passed on at once, or held back with the reason until a coordinator has looked at it.

    Raises ConversationOverError, NothingToSayError, TooManyMessagesError or, from the desk,
    TooManyDeskMessagesError; and WouldTellError to a
    coordinator, who knows better than to write a number.
    """
    require(by, "emergency_housing.write_message", proposal)

    proposal = lock_proposal(proposal)
    if known := RelayMessage.objects.filter(key=key, proposal=proposal).first():
        return known
    if not is_relayed(proposal):
        raise ConversationOverError
    # A host with an account is the host; any other account is the coordination.
    person = person_of(by)
    is_host = person is not None and proposal.offer.host_id == person.pk
    side = Side.HOST if is_host else side_of(by)
    body = _measured(proposal, body, side)

    shown = passable(proposal)
    # Of both: neither their own name nor the other's passes before its rung.
    contacts = Contact.objects.filter(housing_request=proposal.request_id)
    contacts |= Contact.objects.filter(housing_offer=proposal.offer_id)
    names = [name for one in contacts for name in (one.name, one.full_name)]
    private = [kind for kind in private_in(body, names) if kind not in shown]
    if private and side == Side.COORDINATOR:
        raise WouldTellError(what=get_text_list([str(kind.label) for kind in private], _("and")))
    message = RelayMessage.objects.create(
        activation=proposal.activation,
        proposal=proposal,
        person=person,
        side=side,
        state=MessageState.HELD if private else MessageState.SENT,
        body=body,
        key=key,
        held_for=private,
    )
    audit.record(auditor(by), f"relay_message.{message.state}", message)
    return message


@transaction.atomic
def pass_on(*, message: RelayMessage, by: User) -> RelayMessage:
    """A person read it, and nothing in it is too early."""
    require(by, "emergency_activations.coordinate_activation", message)

    return _decide(message, MessageState.SENT, by)


@transaction.atomic
def keep_back(*, message: RelayMessage, by: User) -> RelayMessage:
    """It stays unread; whoever wrote it sees so, and may write it without."""
    require(by, "emergency_activations.coordinate_activation", message)

    return _decide(message, MessageState.DROPPED, by)


@transaction.atomic
def notify_of_messages(*, proposal: Proposal, by: Actor) -> int:
    """One letter to each side that has something to read, and none while people sleep."""
    require(by, "emergency_housing.notify_of_messages", proposal)
    now = timezone.now()
    if proposal.activation.is_quiet(now):
        return 0

    proposal = lock_proposal(proposal)
    not_notified = proposal.messages.not_notified()
    writers = set(not_notified.values_list("side", flat=True))
    updated = not_notified.update(notified_at=now)
    if writers - {Side.REQUESTER}:
        notifications.mail_message(proposal, to=Side.REQUESTER, writers=writers)
    if writers - {Side.HOST}:
        notifications.mail_message(proposal, to=Side.HOST, writers=writers)
    return updated


@transaction.atomic
def release_messages(*, proposal: Proposal, by: Actor) -> int:
    """Pass on what was held back for something that both are shown by now; count them."""
    require(by, "emergency_housing.release_messages", proposal)

    proposal = lock_proposal(proposal)
    shown = passable(proposal)
    held = proposal.messages.held().select_for_update()
    released = [message for message in held if shown.issuperset(message.held_for)]
    for message in released:
        transition_message(message, MessageState.SENT, by)
    return len(released)


def _decide(message: RelayMessage, new: MessageState, by: User) -> RelayMessage:
    lock_proposal(message.proposal)
    message = RelayMessage.objects.locked(message.pk)
    transition_message(message, new, by)
    return message


def transition_message(message: RelayMessage, new: MessageState, by: Actor) -> None:
    require_transition(MESSAGE_TRANSITIONS, message.state, new)
    message.state, message.state_since = new, timezone.now()
    message.save(update_fields=["state", "state_since"])
    audit.record(by, f"relay_message.{new}", message)


def _measured(proposal: Proposal, body: str, side: str) -> str:
    body = body.replace("\r\n", "\n").replace("\x00", "").strip()
    if not body:
        raise NothingToSayError
    sent = proposal.messages.filter(side=side).order_by().values_list("at", flat=True)
    is_desk = side == Side.COORDINATOR
    refusal = TooManyDeskMessagesError if is_desk else TooManyMessagesError
    require_recorded_quota("emergency_messages", sent, refusal=refusal)
    return body
