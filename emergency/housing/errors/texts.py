"""What stands in the way of a text message."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class NoGatewayError(DomainError):
    message = _("This site can’t send text messages yet. Call the person instead.")


class NumberRefusedError(DomainError):
    message = _(
        "Text messages can’t be sent to this number. Call the person, and "
        "check the number with them."
    )


class CountryRefusedError(NumberRefusedError):
    message = _("We don’t send text messages to numbers in this country. Call the person instead.")


class NobodyToTextError(DomainError):
    message = _(
        "There’s no phone number: this person left none, or asked us to "
        "delete their data. See if there’s an email address."
    )


REFUSALS: Final[dict[str, type[DomainError]]] = {
    error.__name__: error
    for error in (NoGatewayError, NumberRefusedError, CountryRefusedError, NobodyToTextError)
}


def refusal_in_words(name: str) -> str:
    """The sentence of a stored class name, in the language of whoever reads; else `name` itself.

    Rows of before hold a sentence, and those of a gateway that broke the name of its error.
    """
    return str(REFUSALS[name]()) if name in REFUSALS else name
