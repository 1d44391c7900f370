"""Refusals about a lost second factor."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class NoSecondFactorError(DomainError):
    message = _("Two-step login isn’t on for this person, so there’s nothing to reset.")


class ResetGoneError(DomainError):
    message = _(
        "This reset has already been confirmed or withdrawn, or is more "
        "than a week old. If it’s still needed, ask for a new one."
    )


class SamePersonError(DomainError):
    message = _(
        "You asked for this reset, or someone with your email address or phone number did. "
        "Another coordinator has to confirm it."
    )
