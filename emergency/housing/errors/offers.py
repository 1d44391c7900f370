"""What stands in the way of an offer."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.errors import DomainError
from core.states import IllegalTransitionError


class AccessMissingError(DomainError):
    message = _("First say how the guest gets the key, and at what times.")


class StreetMissingError(DomainError):
    message = _("The street and number are missing. Add them first.")


class NumberMissingError(DomainError):
    message = _(
        "The address has no number. Add one, or tick the box for a place name without a number."
    )


class CodeMissingError(DomainError):
    message = _("A key box needs a code. Add the code.")


class EntryMissingError(DomainError):
    message = _("Say how the guest gets in: the floor, the bell, a code or a short note.")


class HomeCheckedError(DomainError):
    message = _("This home was checked at this address. To change the address, call us.")


class GuestAgreedError(DomainError):
    message = _("This home is promised to a guest as described. To change it, call us.")


class HomeOverError(DomainError):
    message = _("This home is no longer lent, so you can’t change it. To lend it again, call us.")


class SuspendedHomeError(IllegalTransitionError):
    message = _("This home is suspended, so you can’t withdraw it here. Appeal, or call us.")


class CheckTooLowError(DomainError):
    message = _("This type of home needs check level %(level)s. Complete the check first.")


class WholeOnlyError(DomainError):
    message = _("Only whole homes can be lent in this emergency. Choose a whole home.")


class NoPlaceError(DomainError):
    message = _("First add the location of this home in your host space.")


class LentTooShortError(DomainError):
    message = ngettext_lazy(
        "Lend the home for at least %(least)s night: enough for a stay "
        "and the nights left empty after it.",
        "Lend the home for at least %(least)s nights: enough for a stay "
        "and the nights left empty after it.",
        "least",
    )


class LentTooLongError(DomainError):
    message = _("Choose days between today and %(day)s.")


class HomeTakenError(DomainError):
    message = _("Your home is already taken on these nights: %(nights)s. Choose other dates.")


class NotAgainError(DomainError):
    message = _("You can’t lend this home again from here. Please call us.")


class UnitKnownError(DomainError):
    message = _("This home is already offered in this emergency. To change it, open its page.")
