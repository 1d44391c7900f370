"""What is refused to those who keep a search."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.errors import DomainError


class NothingToSaveError(DomainError):
    """A list without a wish is the list itself."""

    message = _("Choose at least one filter before saving the search.")


class TooManySearchesError(DomainError):
    """Somebody keeps as many as anybody may."""

    message = _("You’ve reached the limit of saved searches. Delete one to save another.")


class StockLeftError(DomainError):
    """Nobody has to wait for what is there."""

    message = _("There’s some left: you can ask for it now.")


class TooManyWatchesError(DomainError):
    """Somebody waits for as many products as anybody may."""

    message = ngettext_lazy(
        "You’re already waiting for %(most)s product. Remove it to wait for another.",
        "You’re already waiting for %(most)s products. Remove one to wait for another.",
        "most",
    )


class TooManyWaitingError(DomainError):
    """As many people wait for this product as may."""

    message = _("Many people are already waiting for this product. Look at this page again later.")


class WatchUnverifiedError(DomainError):
    """We only mail to an address that answered us once."""

    message = _(
        "Confirm your email address first, using the link we’ve sent you. Then we can "
        "email you when it’s back in stock."
    )


class MailUnverifiedError(DomainError):
    """We only mail to an address that answered us once."""

    message = _(
        "Confirm your email address first, using the link we’ve sent "
        "you. Then you can turn on emails about this search."
    )
