"""Refusals about money among friends."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class AmountError(DomainError):
    message = _("Enter an amount greater than 0 and less than %(most)s.")


class CurrencyUnknownError(DomainError):
    message = _("Enter a currency code such as EUR.")


class RateMissingError(DomainError):
    message = _(
        "Enter how much 1 %(currency)s is worth in %(unit)s. This rate isn’t updated automatically."
    )


class RateOutOfRangeError(DomainError):
    message = _("At this rate, the amount is zero or far too large. Check the amount and the rate.")


class NobodyChosenError(DomainError):
    message = _("Choose at least one person the expense was for.")


class SharesDontAddUpError(DomainError):
    message = _(
        "The shares add up to %(shares)s, but the expense is %(bill)s. "
        "Change the shares so that they match."
    )


class ShareError(DomainError):
    message = _("Enter a realistic share, greater than 0.")


class StrangerInAccountsError(DomainError):
    message = _("Someone you chose isn’t part of this trip. Choose someone else.")


class SamePersonError(DomainError):
    message = _("Choose two different people for a repayment.")


class TooManyExpensesError(DomainError):
    message = _("A trip can have up to %(most)s expenses. Remove one before you add another.")


class AccountsMovedError(DomainError):
    message = _(
        "The balances have changed since you opened this page. Check "
        "them before you record a transfer."
    )


class CurrencyChangedError(DomainError):
    message = _("The trip now uses another currency. Add this expense again.")
