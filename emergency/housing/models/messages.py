"""Words between a requester and a host, passed on without a name, a number or an address.

Both come by a link and have no account, so `conversations` has no seat for them.
"""

from __future__ import annotations

from typing import Final, Self

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.db.locks import LockingQuerySet
from core.ids import new_public_id
from emergency.activations.choices import Side
from emergency.activations.models.activations import Activation
from emergency.housing.models.proposals import Proposal
from emergency.housing.states.messages import MessageState, Private
from emergency.housing.states.proposals import LIVE_PLACEMENTS, ProposalState

LONGEST: Final = 1000


class RelayMessageQuerySet(LockingQuerySet["RelayMessage"]):
    def held(self) -> Self:
        return self.filter(state=MessageState.HELD)

    def held_too_long(self) -> Self:
        """Held before both had signed: the ladder may have come to what they hold."""
        return self.held().filter(proposal__placement__state__in=LIVE_PLACEMENTS)

    def not_notified(self) -> Self:
        """Passed on, and the other side hasn't been told that there is something to read."""
        return self.filter(state=MessageState.SENT, notified_at=None)


class RelayMessage(models.Model):
    """Of one proposal, from the host's yes until the end of the stay."""

    public_id = models.CharField(
        max_length=8,
        unique=True,
        default=new_public_id,
        editable=False,
    )
    activation = models.ForeignKey(
        Activation, on_delete=models.CASCADE, related_name="relay_messages"
    )
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="messages")
    side = models.CharField(max_length=12, choices=Side)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    body = models.TextField(_("message"), validators=[MaxLengthValidator(LONGEST)])
    held_for = models.JSONField(default=list)
    key = models.UUIDField(unique=True)
    state = models.CharField(max_length=8, choices=MessageState)
    state_since = models.DateTimeField(default=timezone.now)
    notified_at = models.DateTimeField(null=True, db_column="told_at")
    at = models.DateTimeField(auto_now_add=True)

    objects = RelayMessageQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("state", "notified_at"), name="message_untold"),)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(state=MessageState.HELD, held_for=[]),
                name="held_message_says_why",
            ),
        )

    def __str__(self) -> str:
        return f"Message {self.public_id}"

    @property
    def why_held(self) -> list[str]:
        return [str(Private(code).label) for code in self.held_for]


def passable(proposal: Proposal) -> frozenset[Private]:
    """What the two may write to each other by now: what the reveal ladder shows them anyway."""
    placement = getattr(proposal, "placement", None)
    if placement is None or placement.state not in LIVE_PLACEMENTS:
        return frozenset()
    if placement.is_near:
        return frozenset(Private)
    return frozenset({Private.NAME, Private.ADDRESS})


def is_relayed(proposal: Proposal) -> bool:
    """From the host's yes on, and as long as somebody is expected or lives there."""
    if proposal.state == ProposalState.OFFERED:
        return True
    placement = getattr(proposal, "placement", None)
    return placement is not None and placement.state in LIVE_PLACEMENTS
