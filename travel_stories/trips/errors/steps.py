"""Refusals about days and steps."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.errors import DomainError


class DayOutsideError(DomainError):
    message = ngettext_lazy(
        "This trip lasts %(days)s day. Choose that day, or leave the day empty.",
        "This trip lasts %(days)s days. Choose one of them, or leave the day empty.",
        "days",
    )


class TooManyStepsError(DomainError):
    message = _("A trip can have up to %(most)s steps. Remove one to add another.")


class TooManyRoutesError(DomainError):
    message = _("A trip can have up to %(most)s route files. Remove one before you add another.")


class StrangerInStepError(DomainError):
    message = _("Someone you chose is no longer part of this trip. Choose someone else.")


class AlreadyAskedError(DomainError):
    message = _(
        "A request has already been sent for this step. Withdraw it before you send a new one."
    )
