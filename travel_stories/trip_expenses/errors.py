"""Refusals about money among friends."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class AmountError(DomainError):
    message = _("An amount is more than nothing, and less than %(most)s.")


class CurrencyUnknownError(DomainError):
    message = _("We don't know this currency. Write its three letters, EUR for instance.")


class RateMissingError(DomainError):
    message = _("Say how much one %(currency)s is in %(unit)s. The rate stays as you write it.")


class RateOutOfRangeError(DomainError):
    message = _("At this rate the amount is nothing, or far too much. Look at it once more.")


class NobodyChosenError(DomainError):
    message = _("Choose for whom it was: at least one person.")


class SharesDontAddUpError(DomainError):
    message = _("The shares come to %(shares)s, the bill to %(bill)s.")


class ShareError(DomainError):
    message = _("A share is a number above nothing, and not a huge one.")


class StrangerInAccountsError(DomainError):
    message = _("Somebody you chose is not part of this trip.")


class SamePersonError(DomainError):
    message = _("A repayment goes from one person to another.")


class TooManyExpensesError(DomainError):
    message = _("A trip has at most %(most)s expenses.")


class AccountsMovedError(DomainError):
    message = _(
        "The accounts have changed since you looked. Look again before you note a transfer."
    )


class CurrencyChangedError(DomainError):
    message = _("The trip is reckoned in another currency since. Write this expense anew.")
