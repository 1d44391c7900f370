"""Refusals about days and steps."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.errors import DomainError


class DayOutsideError(DomainError):
    message = ngettext_lazy(
        "This trip has %(days)s day. Choose it, or leave the day open.",
        "This trip has %(days)s days. Choose one of them, or leave the day open.",
        "days",
    )


class TooManyStepsError(DomainError):
    message = _("A trip has at most %(most)s steps.")


class StrangerInStepError(DomainError):
    message = _("Somebody you chose is no longer part of this trip.")


class AlreadyAskedError(DomainError):
    message = _("This host has been asked already. Take that request back before you ask anew.")
