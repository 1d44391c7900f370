"""What stands in the way of a verification."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class ProofNotAcceptedError(DomainError):
    message = _("The rules of this emergency don’t accept this proof for this category.")


class NotOnRosterError(DomainError):
    message = _("Neither this telephone nor this address stands in an employer’s list.")


class SameWitnessError(DomainError):
    message = _("You have seen this card already. A colleague has to see it too: %(names)s.")


class NoSecondWitnessError(SameWitnessError):
    message = _(
        "You have seen this card already, and nobody else is on duty who could see it too. "
        "Put a second coordinator on duty."
    )


class UnknownDomainError(DomainError):
    message = _("This isn’t an address of an employer that we know here.")


class TooManyCodesError(DomainError):
    message = _("Too many codes were sent today. Please call us.")


class WrongCodeError(DomainError):
    message = _("This isn’t the code, or it is too old. You may ask for a new one.")


class RosterTooLongError(DomainError):
    message = _("This list is too long: %(most)s lines at most.")


class RosterUnreadableError(DomainError):
    message = _("We can’t read this file. Save it as CSV and try again.")
