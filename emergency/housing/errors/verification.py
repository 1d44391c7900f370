"""What stands in the way of a verification."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class ProofNotAcceptedError(DomainError):
    message = _(
        "The rules of this emergency don’t accept this proof for this category. Use another proof."
    )


class NotOnRosterError(DomainError):
    message = _(
        "Neither this phone number nor this email address is on an "
        "employer’s list. Verify the request in another way."
    )


class OwnShortRosterError(DomainError):
    message = _(
        "This list has fewer than %(limit)s lines, so an independent person has to do this "
        "verification. You added it, or you share contact details with the person who did, "
        "or one of you put the other on duty. Ask another colleague on duty."
    )


class SameWitnessError(DomainError):
    message = _(
        "You’ve already checked this card. A colleague needs to check it "
        "too. You can ask: %(names)s."
    )


class DependentWitnessError(SameWitnessError):
    message = _(
        "An independent person has to check this card too. You and the first person share "
        "contact details, or one of you put the other on duty. You can ask: %(names)s."
    )


class NoSecondWitnessError(SameWitnessError):
    message = _(
        "This card has been checked once, and no one else on duty can check it independently. Put "
        "a second coordinator on duty."
    )


class UnknownDomainError(DomainError):
    message = _(
        "This isn’t the address of an employer we know. Use an address "
        "with one of the endings listed below, or wait for our call. "
        "Your employer’s list or your work card will do as well."
    )


class TooManyCodesError(DomainError):
    message = _("Too many codes have been sent today. Please call us.")


class WrongCodeError(DomainError):
    message = _("This code is wrong or has expired. Check it, or ask for a new one.")


class RosterTooLongError(DomainError):
    message = _(
        "This list is too long. It can have %(most)s lines at most: split it into several lists."
    )


class RosterUnreadableError(DomainError):
    message = _("We can’t read this file. Save it as CSV and try again.")


class RosterTooDemandingError(DomainError):
    message = _("This list takes too much time or memory to check. Save it again as CSV.")


class RosterQueueError(DomainError):
    message = _("We’re receiving many files right now. Please try again in a minute.")
