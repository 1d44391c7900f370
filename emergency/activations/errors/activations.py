"""What stands in the way of an emergency."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.errors import DomainError


class NotReadyError(DomainError):
    message = _(
        "You can’t do this yet, because something is missing: "
        "%(missing)s. Add what’s missing, then try again."
    )


class NotOpenError(DomainError):
    message = _(
        "This emergency isn’t open, so it can’t be extended. Reload the page to see its state."
    )


class ReviewTooFarError(DomainError):
    message = _("Choose a review date between tomorrow and 30 days from now.")


class ReviewEarlierError(DomainError):
    message = _(
        "You can only move the review date later. To stop sooner, propose to end the emergency."
    )


class RequestsOpenError(DomainError):
    message = ngettext_lazy(
        "%(count)s request is still open. Close it and give the reason.",
        "%(count)s requests are still open. Close each of them and give the reason.",
        "count",
    )


class DrillFixedError(DomainError):
    message = _(
        "Once it’s declared, an emergency can’t become a drill, and a "
        "drill can’t become an emergency."
    )


class SwitchPendingError(DomainError):
    message = _("A change has already been proposed. Confirm it or cancel it first.")


class SwitchOverError(DomainError):
    message = _(
        "This proposal is no longer open: it was decided or cancelled, "
        "or it has expired. Reload the page to see where things stand."
    )


class NoReopeningError(DomainError):
    message = _(
        "An emergency can only be reopened within 24 hours of ending. Prepare a new one instead."
    )


class LastCoordinatorsError(DomainError):
    message = _("An open emergency needs at least two coordinators. Add someone else first.")


class LastReaderError(DomainError):
    message = _("Someone has to read safety reports. Give this task to someone else first.")


class LastForAllError(DomainError):
    message = _(
        "Someone has to cover all workplaces, so that every request is "
        "handled. Give this task to someone else first."
    )


class ElsewhereError(DomainError):
    message = _("%(place)s is outside the area this emergency covers. Choose another place.")


class OwnAccountError(DomainError):
    message = _(
        "This account has the same email address or phone number as yours. Someone else who "
        "manages this emergency has to put this person on duty."
    )


class NobodyKnownError(DomainError):
    message = _(
        "No account has the confirmed address %(email)s. Check the address, or ask the person to "
        "create an account and confirm their address."
    )


class ProofMissingError(DomainError):
    message = _("A category needs at least one accepted form of proof. Choose one.")
