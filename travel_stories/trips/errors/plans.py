"""Refusals when several people change one plan."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class ChangedMeanwhileError(DomainError):
    """Facts: `by` the name of who was faster, `part` what it is now, `number` of their change."""

    message = _("%(by)s changed this while you were writing. Nothing is lost: choose which stays.")


class PartGoneError(DomainError):
    message = _("This was taken out of the trip meanwhile. You find it in the history.")


class NothingToUndoError(DomainError):
    message = _("There is no change of yours left to undo.")


class AgreedSinceError(DomainError):
    message = _(
        "The host has agreed to this. It stays as agreed: to change it, write to the host from "
        "your request."
    )


class UndoneTooLateError(DomainError):
    message = _("%(by)s has changed this since. It stays as it is.")
