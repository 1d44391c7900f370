"""Refusals of the HTTP client, with sentences for whoever named the address."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class OutboundError(DomainError):
    """Nothing usable came back from the address."""

    message = _("We couldn’t read this address. Check it, or try again later.")


class UnsafeAddressError(OutboundError):
    """An address inside a network, of another scheme or port, or with a password in it."""

    message = _(
        "We only read addresses that start with https:// or webcal://. Copy the whole address "
        "again from the site that gives it."
    )


class InsideAddressError(UnsafeAddressError):
    """Of this machine or of a network that isn't public."""

    message = _(
        "This address belongs to a private device or network, which we can’t reach. Copy a public "
        "address from the site that gives it."
    )


class UnreachableError(OutboundError):
    """No such name, nobody listens, or no valid certificate."""

    message = _("No server answers at this address. Check it, or try again later.")


class TooSlowError(OutboundError):
    """The whole answer, with its redirects, wasn't there in time."""

    message = _("The server at this address takes too long to answer. Try again later.")


class TooManyRedirectsError(OutboundError):
    """More redirects than the limits allow, or one that says nowhere."""

    message = _("This address keeps redirecting. Copy it again from the site that gives it.")


class UnexpectedStatusError(OutboundError):
    """Another status than 200 or 304; `status` is its number."""

    message = _("The server at this address answers with error %(status)s. Check the address.")


class WrongContentTypeError(OutboundError):
    """A page, a picture, or anything that isn't what was asked for."""

    message = _("This address doesn’t lead to the kind of file we expected. Check it.")


class AnswerTooLargeError(OutboundError):
    """As sent, as declared or as unpacked."""

    message = _("What this address leads to is too large for us to read.")


class BrokenAnswerError(OutboundError):
    """Shorter than declared, badly packed, or no HTTP at all."""

    message = _("The server at this address sent an incomplete or broken answer. Try again later.")
