"""Refusals when a trip asks its hosts."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class NobodyToAskError(DomainError):
    message = _("There’s no host to ask yet. Add an offer to this step first.")


class StepUndatedError(DomainError):
    message = _(
        "Choose the dates first: enter the trip’s first day, then this "
        "step’s day and number of nights."
    )


class NothingAgreedError(DomainError):
    message = _(
        "No dates have been agreed with a host for this step. Reload the "
        "page to see its current dates."
    )


class AgreedOutsideTripError(DomainError):
    message = _(
        "The dates agreed with the host are outside the trip. Change the dates of the trip first."
    )


class StepMovedError(DomainError):
    message = _("The dates of this step have changed. Check them, then send your request again.")
