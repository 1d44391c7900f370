"""Refusals about people who help a host with an offer."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.errors import DomainError


class OwnAddressError(DomainError):
    message = _("This is your own address. Enter the address of the person who helps you.")


class TooManyCoHostsError(DomainError):
    message = ngettext_lazy(
        "Up to %(most)s person can help with an offer. End a co-hosting or withdraw an invitation "
        "first.",
        "Up to %(most)s people can help with an offer. End a co-hosting or withdraw an invitation "
        "first.",
        "most",
    )


class CoHostInvitationGoneError(DomainError):
    message = _("This invitation is no longer valid. Ask the host for a new one.")


class NotMemberOfCommunityError(DomainError):
    message = _(
        "Only members of %(community)s can help with this offer. Join the community first, then "
        "accept."
    )


class CoHostEndedError(DomainError):
    """Somebody answers for a host, and may do so no longer."""

    message = _("You no longer answer requests for this offer. Ask the host to invite you again.")
