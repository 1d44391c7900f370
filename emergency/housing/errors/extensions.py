"""What stands in the way of a longer stay, and of an appeal."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class NotLongerError(DomainError):
    message = _("Choose a day after the current last day. A stay can last 6 months at most.")


class AskedAlreadyError(DomainError):
    message = _("More nights have already been requested. Wait for the answer, or call us.")


class StayOverError(DomainError):
    message = _("This stay is over, so it can no longer be changed. For anything else, call us.")


class OnlyByTelephoneError(DomainError):
    message = _("This emergency is ending. Call us to ask if the stay can be longer.")


class HomeSuspendedError(DomainError):
    message = _(
        "This home isn’t available in this emergency any more, so the stay can’t "
        "be extended there. The coordination team has to find another home."
    )


class OwnDecisionError(DomainError):
    message = _("Someone who wasn’t involved in the suspension has to decide the appeal.")
