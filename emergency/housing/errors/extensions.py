"""What stands in the way of a longer stay, and of an appeal."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class NotLongerError(DomainError):
    message = _("Choose a day after the last one, and at most half a year in all.")


class AskedAlreadyError(DomainError):
    message = _("More nights are asked for already. Wait for the answer, or call us.")


class StayOverError(DomainError):
    message = _("This stay is over.")


class OnlyByTelephoneError(DomainError):
    message = _("This emergency is ending. Call us: somebody looks whether it can be longer.")


class HomeSuspendedError(DomainError):
    message = _("Nothing can be agreed for this place just now. Call us.")


class OwnDecisionError(DomainError):
    message = _("An appeal is decided by somebody who wasn’t part of the decision.")
