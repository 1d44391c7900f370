"""The switch of an emergency: what a change would do, in figures, and what is proposed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.text.formatting import format_moment
from emergency.activations.models.activations import Activation
from emergency.activations.models.switching import SwitchProposal
from emergency.activations.states.activations import ActivationState
from emergency.activations.states.switching import SwitchChange

MINIMUM_COORDINATORS: Final = 2


def open_proposal(activation: Activation) -> SwitchProposal | None:
    """The one change that waits to be confirmed or to take effect; not one that expired."""
    proposals = activation.switch_proposals.open().select_related("proposed_by")
    proposal = proposals.first()
    if proposal is None or proposal.is_over:
        return None
    proposal.activation = activation
    return proposal


def missing_for_declaration(activation: Activation) -> list[str]:
    """What a declaration still needs, in words."""
    missing = []
    if activation.review_on is None:
        missing.append(_("the review date"))
    if activation.hard_end is None:
        missing.append(_("the latest end date for stays"))
    if not activation.categories.exists():
        missing.append(_("at least one category of people who can ask for housing"))
    lacking = MINIMUM_COORDINATORS - activation.duties.on_duty().count()
    if lacking > 0:
        words = ngettext("one more coordinator", "%(count)s more coordinators", lacking)
        missing.append(words % {"count": lacking})
    if not activation.duties.on_duty().filter(sees_safety=True).exists():
        missing.append(_("someone on duty who reads safety reports"))
    if not activation.duties.on_duty().filter(hospitals=None).exists():
        missing.append(_("someone on duty for all workplaces"))
    return missing


def next_change(activation: Activation, pending: SwitchProposal | None) -> SwitchChange | None:
    """What can be proposed now: nothing while a proposal is open or something is missing."""
    if pending is not None:
        return None
    if activation.state == ActivationState.DRAFT and not missing_for_declaration(activation):
        return SwitchChange.DECLARE
    if activation.state == ActivationState.ACTIVE:
        return SwitchChange.END
    return SwitchChange.REOPEN if activation.can_reopen else None


def open_proposals(activations: Iterable[Activation]) -> dict[int, SwitchProposal]:
    """The open proposal of each that has one, by its primary key."""
    proposals = SwitchProposal.objects.open().filter(activation__in=activations)
    return {one.activation_id: one for one in proposals if not one.is_over}


def hour_in_words(activation: Activation, moment: datetime) -> str:
    """A moment on the clock of the territory."""
    return format_moment(moment, ZoneInfo(activation.timezone))
