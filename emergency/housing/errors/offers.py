"""What stands in the way of an offer."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.errors import DomainError
from core.states import IllegalTransitionError


class AccessMissingError(DomainError):
    message = _("Say first how the key changes hands, and at which hours.")


class StreetMissingError(DomainError):
    message = _("The street and its number are missing. Add them first.")


class NumberMissingError(DomainError):
    message = _(
        "The address has no number. Add it, or tick that this is a place name without a number."
    )


class CodeMissingError(DomainError):
    message = _("A key box opens with its code. Add the code.")


class EntryMissingError(DomainError):
    message = _("Say how they get in: the floor, the bell, a code or a few words.")


class HomeCheckedError(DomainError):
    message = _("This home was checked at its address. Call us to change it.")


class GuestAgreedError(DomainError):
    message = _("This home is promised to a guest as it is. Call us to change it.")


class HomeOverError(DomainError):
    message = _("This home isn’t lent any more, so nothing can be changed.")


class SuspendedHomeError(IllegalTransitionError):
    message = _("This home is suspended, so it can’t be withdrawn here. Appeal, or call us.")


class CheckTooLowError(DomainError):
    message = _("This kind of place needs check level %(level)s.")


class WholeOnlyError(DomainError):
    message = _("This emergency takes whole places only.")


class NoPlaceError(DomainError):
    message = _("Say first where this home is, in your host space.")


class LentTooShortError(DomainError):
    message = ngettext_lazy(
        "Lend it for %(least)s night or more: a stay has to fit, and the nights that are kept "
        "empty after it.",
        "Lend it for %(least)s nights or more: a stay has to fit, and the nights that are kept "
        "empty after it.",
        "least",
    )


class LentTooLongError(DomainError):
    message = _("Homes are lent here from today until %(day)s at the latest.")


class HomeTakenError(DomainError):
    message = _("Your home is already taken on these nights: %(nights)s. Choose other dates.")


class NotAgainError(DomainError):
    message = _("This place can’t be lent again from here. Please call us.")


class UnitKnownError(DomainError):
    message = _("This place is already offered in this emergency.")
