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


class CommunityNameTakenError(DomainError):
    message = _("A community of this name exists or has been asked for. Choose another name.")


class TooManyFoundingRequestsError(DomainError):
    message = ngettext_lazy(
        "You can ask for %(most)s community a month. Try again later.",
        "You can ask for %(most)s communities a month. Try again later.",
        "most",
    )


class TooFewFoundersNamedError(DomainError):
    message = ngettext_lazy(
        "Name at least %(needed)s person who founds it with you, besides yourself.",
        "Name at least %(needed)s people who found it with you, besides yourself.",
        "needed",
    )


class TooManyFoundersError(DomainError):
    message = ngettext_lazy(
        "Name at most %(most)s co-founder. Others can join once the community is public.",
        "Name at most %(most)s co-founders. Others can join once the community is public.",
        "most",
    )


class FoundingRequestAnsweredError(DomainError):
    message = _("This request has been answered or withdrawn already.")


class TooFewFoundersError(DomainError):
    message = ngettext_lazy(
        "A community needs at least %(needed)s founder who has confirmed.",
        "A community needs at least %(needed)s founders who have confirmed.",
        "needed",
    )


class LocalRuleError(DomainError):
    """Names the rule that was broken, in its own sentence."""

    message = _("A rule of %(community)s: %(rule)s")


class RuleEndedError(DomainError):
    message = _("This rule has ended already. Somebody was faster.")


class TooManyRulesError(DomainError):
    message = _("Nobody reads more than %(most)s rules. End one first.")
