"""Refusals when a trip asks its hosts."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class NobodyToAskError(DomainError):
    message = _("There is nobody to ask here: first put an offer into this step.")


class StepUndatedError(DomainError):
    message = _("Say first when: this step needs a day of a dated trip, and how many nights.")


class NothingAgreedError(DomainError):
    message = _("No dates have been agreed with a host for this step.")


class AgreedOutsideTripError(DomainError):
    message = _("The agreed dates are outside the trip. Change the dates of the trip first.")


class StepMovedError(DomainError):
    message = _("The dates of this step have changed meanwhile. Look at them, then ask.")
