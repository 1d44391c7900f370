"""Refusals about organisations, and about who may act for them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.errors import DomainError
from core.quotas.errors import QuotaExceededError


class LastManagerError(DomainError):
    message = _(
        "%(organisation)s needs someone who manages it without an end date. Give another "
        "person this role first."
    )


class MandateEndedError(DomainError):
    """Who wants to act has no running mandate."""

    message = _(
        "You don’t act for %(organisation)s any more. Ask someone who manages it to invite "
        "you again."
    )


class OrganisationHiddenError(DomainError):
    """By a decision on a report, until another one shows it again."""

    message = _(
        "This organisation was hidden after a report, so no one can send requests or agree on "
        "its behalf. The people who manage it can appeal."
    )


class InvitationGoneError(DomainError):
    message = _("This invitation is no longer valid. Ask for a new one.")


class InvitationOfOtherAddressError(DomainError):
    """Only who has confirmed the address that was invited may act for an organisation."""

    message = _(
        "This invitation was sent to another email address. Log in with the account that "
        "uses that address, or ask for an invitation to %(email)s."
    )


class TooManyPeopleError(DomainError):
    message = ngettext_lazy(
        "Up to %(most)s person can act for an organisation. End a mandate or withdraw an "
        "invitation first.",
        "Up to %(most)s people can act for an organisation. End a mandate or withdraw an "
        "invitation first.",
        "most",
    )


class AddressInvitedTooOftenError(QuotaExceededError):
    message = _(
        "This email address has received too many invitations today. Try again after %(time)s."
    )


class LastDayPastError(DomainError):
    message = _("This date has passed. Choose today or a later date.")


class NothingToCheckError(DomainError):
    message = _(
        "This organisation has no SIRET, RNA or UAI number to compare with a register. Ask someone "
        "who acts for it to enter one."
    )


class CheckedTwinError(DomainError):
    """Another organisation with one of these numbers is checked."""

    message = _(
        "“%(other)s” has already been checked with the same number (%(numbers)s). Correct the "
        "number here, or have that check withdrawn first."
    )
