"""Refusals about nights and seats."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class NightsTakenError(DomainError):
    message = _("These nights have just been taken. Nothing has changed for you: choose others.")


class NightsClosedError(DomainError):
    message = _("The host has closed one of these nights.")


class NightsClosedSinceError(DomainError):
    message = _(
        "The host has closed one of these nights since. Nothing is agreed: propose other dates."
    )


class SeatsTakenError(DomainError):
    message = _("Only %(left)s seats are left in this session.")


class NightsHeldError(DomainError):
    message = _("Somebody is expected in these nights. Speak with them first.")
