"""Refusals about nights, sessions and seats."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.errors import DomainError
from hosting.offers.errors import HostLimitError


class NightsTakenError(DomainError):
    message = _("These nights are already taken. Choose other dates.")


class NightsClosedError(HostLimitError):
    message = _("The host has closed one of these nights. Choose other dates.")
    limit = _("nights closed in your calendar")


class NightsClosedSinceError(DomainError):
    message = _(
        "The host has closed one of these nights in the meantime. "
        "Nothing has been agreed: propose other dates."
    )


class HalfDaysTakenError(DomainError):
    message = _("One of these half-days is already taken. Choose others.")


class HalfDaysClosedError(HostLimitError):
    message = _("The host has closed one of these days. Choose others.")
    limit = _("days closed in your calendar")


class HalfDaysClosedSinceError(DomainError):
    message = _(
        "The host has closed one of these days in the meantime. "
        "Nothing has been agreed: propose other days."
    )


class SeatsTakenError(DomainError):
    message = ngettext_lazy(
        "Only %(left)s place is left on this date. Reduce the number of "
        "people, or choose another date.",
        "Only %(left)s places are left on this date. Reduce the number "
        "of people, or choose another date.",
        "left",
    )


class SessionFullError(SeatsTakenError):
    message = _("This date is full. Choose another.")


class NightsHeldError(DomainError):
    message = _(
        "You’re expecting a guest on one of these nights. Talk to them before you close that night."
    )


class DaysHeldError(NightsHeldError):
    message = _("Someone has a half-day on one of these days. Talk to them before you close it.")


class SessionHeldError(DomainError):
    message = _(
        "Someone already has a place on this date. Talk to them before you change the time."
    )


class SeatsBelowTakenError(DomainError):
    message = ngettext_lazy(
        "%(taken)s place is already taken. Enter at least %(taken)s.",
        "%(taken)s places are already taken. Enter at least %(taken)s.",
        "taken",
    )


class SessionPastError(DomainError):
    message = _("Choose a date and time in the future.")
