"""Refusals on the way into a community, inside it and out of it."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.errors import DomainError


class CommunityClosedError(DomainError):
    message = _("This community takes nobody in at the moment. Others nearby may.")


class AlreadyMemberError(DomainError):
    message = _("You belong to this community already.")


class NotCandidateError(DomainError):
    message = _("This person isn't waiting for sponsors any more.")


class NoSponsorNeededError(DomainError):
    message = _("You aren’t waiting for sponsors any more.")


class SponsorNotInvitableError(DomainError):
    message = _("Choose a member from the list.")


class NotInvitedError(DomainError):
    message = _("This person isn’t asking you to vouch for them any more.")


class TooManySponsorInvitationsError(DomainError):
    message = ngettext_lazy(
        "You can invite %(most)s member a day. Try again tomorrow, or send them the link.",
        "You can invite %(most)s members a day. Try again tomorrow, or send them the link.",
        "most",
    )


class CharterChangedError(DomainError):
    message = _("The charter has changed since you opened it. Please read version %(version)s.")


class MeetingInFutureError(DomainError):
    message = _("A meeting can be noted once it has taken place.")


class LastCoordinatorError(DomainError):
    message = _("A community keeps at least one coordinator. Name another first.")


class NotActiveMemberError(DomainError):
    message = _("Only an active member can coordinate.")


class TooFewMembersError(DomainError):
    message = _(
        "A community can be public with a coordinator and %(needed)s members who have signed "
        "the charter."
    )
