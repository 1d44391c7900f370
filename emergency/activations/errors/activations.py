"""What stands in the way of an emergency."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.errors import DomainError


class NotReadyError(DomainError):
    message = _("Before it opens, this is still missing: %(missing)s.")


class ReviewTooFarError(DomainError):
    message = _("It has to be decided anew within thirty days from now, and not before tomorrow.")


class ReviewEarlierError(DomainError):
    message = _("The next decision can be put off, not brought forward. Propose the end instead.")


class RequestsOpenError(DomainError):
    message = ngettext_lazy(
        "%(count)s request is still open. It needs an end and its reason.",
        "%(count)s requests are still open. Each of them needs an end and its reason.",
        "count",
    )


class DrillFixedError(DomainError):
    message = _("An emergency that was declared can’t become an exercise, nor the other way round.")


class SwitchPendingError(DomainError):
    message = _("A change is already proposed. Confirm it or call it off first.")


class SwitchOverError(DomainError):
    message = _("This proposal is no longer open: it was decided, called off or expired.")


class NoReopeningError(DomainError):
    message = _("An emergency can be reopened within 24 hours of ending. That time has passed.")


class LastCoordinatorsError(DomainError):
    message = _("An emergency that runs has two coordinators at least. Name somebody else first.")


class LastReaderError(DomainError):
    message = _("Somebody has to read reports on safety. Give that to somebody else first.")


class LastForAllError(DomainError):
    message = _(
        "Somebody has to look after all places of work, or requests from elsewhere are nobody’s. "
        "Name another person for that first."
    )


class ElsewhereError(DomainError):
    message = _("%(place)s lies outside the departments of this emergency.")


class NobodyKnownError(DomainError):
    message = _("Nobody with a confirmed address here: %(email)s.")


class ProofMissingError(DomainError):
    message = _("A category needs one accepted proof at least.")
