"""What stands in the way of an ask and of a placement."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.states import IllegalTransitionError


class NotFreshError(DomainError):
    message = _("The host hasn’t confirmed this place lately. Call them first.")


class DoesNotFitError(DomainError):
    message = _("This place doesn’t fit: %(why)s.")


class HeldError(DomainError):
    message = _("Some of these nights are asked for, agreed or kept empty already.")


class TooManyAsksError(DomainError):
    message = _("Two hosts at most are asked at once, and the second only when it presses.")


class HostTiredError(DomainError):
    message = _("This host was asked %(count)s times this week. That is enough.")


class QuietHoursError(DomainError):
    message = _(
        "It is late: hosts are asked again from %(hour)s. Tonight’s needs are the exception."
    )


class BlockedPairError(DomainError):
    message = _("These two aren’t brought together again.")


class WindowClosedError(DomainError):
    message = _("The time to answer is over. Call us: perhaps it is still possible.")


class AlreadySignedError(IllegalTransitionError):
    message = _("You have signed already. There is nothing else to do.")


class AlreadyDeclinedError(IllegalTransitionError):
    message = _("You have said no already. There is nothing else to do.")


class NoNeedToDeclineError(IllegalTransitionError):
    message = _(
        "The time to answer has passed, so you don’t need to say no. You can still say yes."
    )


class AskOverError(IllegalTransitionError):
    message = _("This request is closed: no answer is needed any more.")


class TooLateError(DomainError):
    message = _(
        "It is too late for this one: they have a roof, or these nights aren’t free any more."
        " Thank you all the same. Your page says whether your home still counts as free."
    )


class NotSignedError(DomainError):
    message = _("Both sides sign first.")


class HomeIncompleteError(DomainError):
    message = _("Something about this home isn’t complete yet. Call us: we ask the host.")


class TooEarlyError(DomainError):
    message = _("This stay begins on %(day)s. Whoever comes sooner calls us first.")


class PastHardEndError(DomainError):
    message = _("Homes are lent until %(day)s at the latest.")


class RevealNotAllowedError(DomainError):
    message = _("This isn’t shown yet, or not any more.")
