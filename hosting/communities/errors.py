"""Refusals on the way into a community, inside it and out of it."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.errors import DomainError
from core.quotas.errors import QuotaExceededError


class CommunityClosedError(DomainError):
    message = _(
        "This community isn’t taking new members for now. You could join another one nearby."
    )


class AlreadyMemberError(DomainError):
    message = _("You’re already a member of this community. You’ll find it under “My communities”.")


class NotCandidateError(DomainError):
    message = _(
        "This person no longer needs sponsors. Reload the page to see "
        "where their application stands."
    )


class NoSponsorNeededError(DomainError):
    message = _("You no longer need sponsors. Reload the page to see your next step.")


class SponsorNotInvitableError(DomainError):
    message = _("This person can’t be invited here. Choose a member from the list.")


class NotInvitedError(DomainError):
    message = _(
        "This person is no longer asking you to vouch for them. You don’t need to do anything."
    )


class TooManySponsorInvitationsError(QuotaExceededError):
    message = ngettext_lazy(
        "You can invite %(most)s member a day. Try again after %(time)s, or send them the link.",
        "You can invite %(most)s members a day. Try again after %(time)s, or send them the link.",
        "most",
    )


class CharterChangedError(DomainError):
    message = _(
        "The charter has changed since you opened it. Read version %(version)s before you sign."
    )


class MeetingInFutureError(DomainError):
    message = _(
        "You can only record a meeting that has taken place. Choose today or an earlier date."
    )


class LastCoordinatorError(DomainError):
    message = _("A community needs at least one coordinator. Name another one first.")


class NotActiveMemberError(DomainError):
    message = _("Only active members can be coordinators. Choose an active member.")


class NotHostingError(DomainError):
    message = _(
        "Only active members receive requests. Reload the page to see the state of this membership."
    )


class TooFewMembersError(DomainError):
    message = _(
        "To be public, a community needs a coordinator and %(needed)s "
        "members who have signed the charter. Ask members to sign it first."
    )


class CommunityNameTakenError(DomainError):
    message = _(
        "A community with this name already exists or has been requested. Choose another name."
    )


class TooManyFoundingRequestsError(QuotaExceededError):
    message = ngettext_lazy(
        "You can request %(most)s new community a month. Try again after %(time)s.",
        "You can request %(most)s new communities a month. Try again after %(time)s.",
        "most",
    )


class TooFewFoundersNamedError(DomainError):
    message = ngettext_lazy(
        "Name at least %(needed)s co-founder besides yourself.",
        "Name at least %(needed)s co-founders besides yourself.",
        "needed",
    )


class TooManyFoundersError(DomainError):
    message = ngettext_lazy(
        "You can name up to %(most)s co-founder. Others can join once the community is public.",
        "You can name up to %(most)s co-founders. Others can join once the community is public.",
        "most",
    )


class FoundingRequestAnsweredError(DomainError):
    message = _(
        "This request has already been answered or withdrawn. Reload the "
        "page to see where it stands."
    )


class TooFewFoundersError(DomainError):
    message = ngettext_lazy(
        "At least %(needed)s founder must confirm first.",
        "At least %(needed)s founders must confirm first.",
        "needed",
    )


class LocalRuleError(DomainError):
    """Names the rule that was broken, in its own sentence."""

    message = _(
        "%(community)s has a rule about this: %(rule)s Change what goes against it, then try again."
    )


class RuleEndedError(DomainError):
    message = _("Someone has already ended this rule. Reload the page to see the current rules.")


class TooManyRulesError(DomainError):
    message = _(
        "You can have up to %(most)s rules in your own words. End one before you add another."
    )


class TooManyAnnouncementsError(QuotaExceededError):
    message = ngettext_lazy(
        "You can write to all members once a week. Try again after %(time)s.",
        "You can write to all members %(most)s times a week. Try again after %(time)s.",
        "most",
    )
