"""What stands in the way of a text message."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class NoGatewayError(DomainError):
    message = _("No gateway for text messages is connected to this site yet.")


class NumberRefusedError(DomainError):
    message = _("The gateway doesn’t send to this number.")


class NobodyToTextError(DomainError):
    message = _("They left no telephone, or asked to be forgotten.")


REFUSALS: Final[dict[str, type[DomainError]]] = {
    error.__name__: error for error in (NoGatewayError, NumberRefusedError, NobodyToTextError)
}


def refusal_in_words(name: str) -> str:
    """The sentence of a stored class name, in the language of whoever reads; else `name` itself.

    Rows of before hold a sentence, and those of a gateway that broke the name of its error.
    """
    return str(REFUSALS[name]()) if name in REFUSALS else name
