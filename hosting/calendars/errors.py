"""Refusals about nights, sessions and seats."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.errors import DomainError


class NightsTakenError(DomainError):
    message = _("These nights are already taken. Choose other dates.")


class NightsClosedError(DomainError):
    message = _("The host has closed one of these nights.")


class NightsClosedSinceError(DomainError):
    message = _(
        "The host has closed one of these nights since. Nothing is agreed: propose other dates."
    )


class SeatsTakenError(DomainError):
    message = ngettext_lazy(
        "Only %(left)s place is left on this date.",
        "Only %(left)s places are left on this date.",
        "left",
    )


class SessionFullError(SeatsTakenError):
    message = _("This date is full. Choose another.")


class NightsHeldError(DomainError):
    message = _("Somebody is expected in these nights. Speak with them first.")


class SessionHeldError(DomainError):
    message = _("Somebody has a seat in this session. Speak with them before you change its time.")


class SeatsBelowTakenError(DomainError):
    message = ngettext_lazy(
        "%(taken)s seat is taken already.", "%(taken)s seats are taken already.", "taken"
    )


class SessionPastError(DomainError):
    message = _("A session begins in the future.")
