"""Refusals when several people change one plan."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class ChangedMeanwhileError(DomainError):
    """Facts: `by` the name of who was faster, `part` what it is now, `number` of their change."""

    message = _(
        "%(by)s made changes here while you were editing. Nothing is "
        "lost: choose which version to keep."
    )


class PartGoneError(DomainError):
    message = _("This item has been removed from the trip. You’ll find it in the history.")


class NothingToUndoError(DomainError):
    message = _("You have no more changes to undo.")


class AgreedSinceError(DomainError):
    message = _(
        "This detail is part of an agreement with the host, so you can’t "
        "change it here. To change it, write to the host from your "
        "request."
    )


class UndoneTooLateError(DomainError):
    message = _(
        "%(by)s has made other changes since, so your change can’t be "
        "undone. Edit the current version instead."
    )
