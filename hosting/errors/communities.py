"""Refusals on the way into a community, inside it and out of it."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class CommunityClosedError(DomainError):
    message = _("This community takes nobody in at the moment. Others nearby may.")


class AlreadyMemberError(DomainError):
    message = _("You belong to this community already.")


class NotCandidateError(DomainError):
    message = _("This person isn't waiting for sponsors any more.")


class CharterChangedError(DomainError):
    message = _("The charter has changed since you opened it. Please read version %(version)s.")


class MeetingAheadError(DomainError):
    message = _("A meeting can be noted once it has taken place.")


class LastCoordinatorError(DomainError):
    message = _("A community keeps at least one coordinator. Name another first.")


class NotActiveMemberError(DomainError):
    message = _("Only an active member can coordinate.")


class TooFewMembersError(DomainError):
    message = _(
        "A community opens with a coordinator and %(needed)s members who have signed the charter."
    )
