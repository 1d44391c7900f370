"""What stands in the way of an offer."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class AccessMissingError(DomainError):
    message = _("Say first how the key changes hands, and at which hours.")


class CheckTooLowError(DomainError):
    message = _("This kind of place needs check level %(level)s.")


class WholeOnlyError(DomainError):
    message = _("This emergency takes whole places only.")


class NoPlaceError(DomainError):
    message = _("Say first where this home is, in your host space.")


class LentTooShortError(DomainError):
    message = _(
        "Lend it for %(least)s nights or more: a stay has to fit, and the nights that are kept "
        "empty after it."
    )


class NotAgainError(DomainError):
    message = _("This place can’t be lent again from here. Please call us.")


class UnitKnownError(DomainError):
    message = _("This place is already offered in this emergency.")
