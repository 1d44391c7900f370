"""Refusals when employees sign up, and when their council counts."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.errors import DomainError


class SignUpGoneError(DomainError):
    message = _("This link no longer works. Ask your works council for a new one.")


class SignUpClosedError(DomainError):
    """Facts: `day`, the last one."""

    message = _(
        "The last day to register was %(day)s. Ask your works council whether there’s still room."
    )


class SignUpFullError(DomainError):
    """Facts: `left`, how many places."""

    message = ngettext_lazy(
        "There’s only %(left)s place left. Register fewer people, or ask your works council.",
        "There are only %(left)s places left. Register fewer people, or ask your works council.",
        "left",
    )

    def __str__(self) -> str:
        if not self.facts["left"]:
            return str(_("There are no places left. Ask your works council if someone withdraws."))
        return super().__str__()


class AlreadyRegisteredError(DomainError):
    message = _(
        "You’re already registered. To change the number of people, withdraw your registration, "
        "then register again."
    )


class AddressUnconfirmedError(DomainError):
    message = _("Confirm your email address first: open the link that we emailed you.")


class FewerSeatsError(DomainError):
    """Facts: `taken`, how many places."""

    message = ngettext_lazy(
        "%(taken)s place is already taken. Enter that number or more.",
        "%(taken)s places are already taken. Enter that number or more.",
        "taken",
    )


class BandGoneError(DomainError):
    message = _(
        "The organisers have changed the family-quotient bands since you opened this page. Choose "
        "yours again."
    )
