"""Refusals around quotes."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class QuoteNeedsMoneyError(DomainError):
    message = _(
        "There’s no price to put in a quote. Agree on the terms in the conversation instead."
    )


class QuoteNeedsTotalError(DomainError):
    message = _("These terms have no total yet. Propose terms with a total, then make the quote.")


class QuoteTooLateError(DomainError):
    message = _(
        "The first day is too near: a quote must be valid for at least a day. Accept the terms, "
        "or propose other dates."
    )


class QuoteValidityError(DomainError):
    message = _("This date can’t be used. Choose a date from %(first)s to %(last)s.")


class QuoteStandsError(DomainError):
    message = _("There’s already a valid quote. Read it below, or propose other terms.")
