"""From a draft to what everybody reads, for stories and for itineraries: somebody else reads it."""

from __future__ import annotations

from django.utils import timezone

from commons.accounts.models import User
from commons.audit import actions as audit
from core.states import require_transition
from travel_stories.collaboration.models import Reviewable


def transition(draft: Reviewable, to: str, *, by: User, reason: str = "") -> None:
    """Take the step that the table of the model allows, and write it into the audit log.

    The same state again changes nothing: a double click is one press.
    Raises IllegalTransitionError.
    """
    if draft.state == to:
        return
    require_transition(draft.TRANSITIONS, draft.state, to)
    draft.state, draft.state_since, draft.reason = to, timezone.now(), reason
    changed = ["state", "state_since", "reason"]
    draft.save(update_fields=changed)
    audit.record(by, f"{draft._meta.model_name}.{to}", draft)


def require_reviewer(draft: Reviewable, by: User, *, seen: int) -> None:
    """Refuse whoever wrote in it, even one who may do everything, and a draft that has changed
    since its number was `seen`.
    """
    if draft.is_written_by(by):
        raise draft.WRITTEN_BY_READER
    if seen != draft.last_number:
        raise draft.CHANGED_SINCE_READ
