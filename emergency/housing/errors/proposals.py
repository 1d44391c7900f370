"""What stands in the way of an ask and of a placement."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.states import IllegalTransitionError


class NotFreshError(DomainError):
    message = _("The host hasn’t recently confirmed that this home is free. Call the host first.")


class DoesNotFitError(DomainError):
    message = _("This home isn’t suitable: %(why)s. Choose another home.")


class NightsPassedError(DomainError):
    message = _(
        "The nights this person asked for have passed, so no host can be "
        "asked any more. Close the request, or enter a new one with other dates."
    )


class TooFarError(DomainError):
    message = _(
        "This home is farther from the workplace than this person asked "
        "for. Say why you’re asking this host anyway."
    )


class HeldError(DomainError):
    message = _(
        "Some of these nights are already requested, agreed or kept "
        "empty. Choose other nights or another home."
    )


class TooManyAsksError(DomainError):
    message = _(
        "You can ask one host at a time, or two if the request is urgent. "
        "Wait for an answer, or withdraw a request to a host."
    )


class HostTiredError(DomainError):
    message = _("Requests to this host this week: %(count)s. That’s the limit: ask another host.")


class QuietHoursError(DomainError):
    message = _(
        "It’s late. You can ask hosts again from %(hour)s. Before then, "
        "only requests for tonight are possible."
    )


class BlockedPairError(DomainError):
    message = _("This guest and this host can’t be matched again. Choose another home.")


class WindowClosedError(DomainError):
    message = _("The time to answer has passed. Call us: you may still be able to answer.")


class AlreadySignedError(IllegalTransitionError):
    message = _("You’ve already signed. There’s nothing else to do.")


class AlreadyDeclinedError(IllegalTransitionError):
    message = _("You’ve already said no. There’s nothing else to do.")


class NoNeedToDeclineError(IllegalTransitionError):
    message = _(
        "The time to answer has passed, so you don’t need to say no. You can still say yes."
    )


class AskOverError(IllegalTransitionError):
    message = _("This request is closed. You don’t need to answer.")


class TooLateError(DomainError):
    message = _(
        "It’s too late for this request: the person has a place to stay, or these nights are no "
        "longer free. Thank you all the same. Your page shows whether your home is still listed as "
        "free."
    )


class NotSignedError(DomainError):
    message = _(
        "The loan agreement needs your signature and the host’s. Enter your full name, or call us."
    )


class NameMissingError(DomainError):
    message = _("Enter your full name to sign.")


class HomeIncompleteError(DomainError):
    message = _("Some details of this home are still missing. Call us: we’ll ask the host.")


class TooEarlyError(DomainError):
    message = _("This stay starts on %(day)s. If the guest comes earlier, call us first.")


class PastHardEndError(DomainError):
    message = _("Stays must end by %(day)s. Choose an earlier day.")


class RequestPastHardEndError(PastHardEndError):
    message = _(
        "Stays must end by %(day)s, and this request ends later. Ask the "
        "requester for an earlier day."
    )


class RevealNotAllowedError(DomainError):
    message = _(
        "This information isn’t visible yet, or is no longer visible. If "
        "you need it, call the coordinators."
    )
