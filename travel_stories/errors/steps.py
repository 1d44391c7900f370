"""Refusals about days and steps."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class DayOutsideError(DomainError):
    message = _("This trip has %(days)s days. Choose one of them, or leave the day open.")


class TooManyStepsError(DomainError):
    message = _("A trip has at most %(most)s steps.")


class StrangerInStepError(DomainError):
    message = _("Somebody you chose is no longer part of this trip.")
