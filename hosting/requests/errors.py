"""Refusals on the way from a question to an agreement, and afterwards."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.errors import DomainError
from hosting.offers.errors import HostLimitError


class OfferClosedError(DomainError):
    message = _("This offer isn’t taking requests right now. Look for other offers nearby.")


class NotRequestableError(DomainError):
    message = _("You don’t need to ask about a tip. Just go.")


class OwnOfferError(DomainError):
    message = _(
        "This offer is yours, so you can’t send a request for it. To keep "
        "dates for yourself, close them in your calendar."
    )


class DatesNeededError(DomainError):
    message = _("Choose your dates: the host needs to know when you’d like to come.")


class HalfDaysNeededError(DomainError):
    message = _("Choose at least one half-day, so that the host knows when you’d like to come.")


class TooManyHalfDaysError(DomainError):
    message = ngettext_lazy(
        "You can ask for up to %(most)s half-day at once. Choose fewer.",
        "You can ask for up to %(most)s half-days at once. Choose fewer.",
        "most",
    )


class WorkspaceShutError(HostLimitError):
    message = _("This workspace isn’t open on %(day)s. Choose another day.")
    limit = _("not open on %(day)s")


class DeskTooSmallError(HostLimitError):
    message = ngettext_lazy(
        "Up to %(most)s person can work there. Choose a larger room, or reduce the number "
        "of people.",
        "Up to %(most)s people can work there. Choose a larger room, or reduce the number "
        "of people.",
        "most",
    )
    limit = ngettext_lazy(
        "a desk or room for %(most)s person", "a desk or room for %(most)s people", "most"
    )


class TooSoonError(HostLimitError):
    message = ngettext_lazy(
        "This host needs at least %(days)s day’s notice. Choose %(first)s or later.",
        "This host needs at least %(days)s days’ notice. Choose %(first)s or later.",
        "days",
    )
    limit = ngettext_lazy(
        "at least %(days)s day’s notice", "at least %(days)s days’ notice", "days"
    )


class PastDateError(TooSoonError):
    """Where a host needs no notice, and in a proposal: nobody can be received yesterday."""

    message = _("This date is past. Choose today or later.")


class ProposalPastError(DomainError):
    message = _("The dates of this proposal are past. Propose other dates.")


class BeyondLimitsError(DomainError):
    """A host proposes what their own offer doesn't receive, and hasn't confirmed it."""

    message = _(
        "This proposal goes beyond the limits you set for this offer: "
        "%(limits)s. To send it anyway, tick the box below."
    )


class TooFarError(DomainError):
    message = _("This date is too far ahead. Choose %(last)s or earlier.")


class OutOfSeasonError(HostLimitError):
    message = _("This host takes guests from %(first)s to %(last)s. Choose dates in that season.")
    limit = _("guests from %(first)s to %(last)s")


class TooFewNightsError(HostLimitError):
    message = ngettext_lazy(
        "Stays here are for at least %(least)s night. Choose a longer stay.",
        "Stays here are for at least %(least)s nights. Choose a longer stay.",
        "least",
    )
    limit = ngettext_lazy("at least %(least)s night", "at least %(least)s nights", "least")


class SeasonMinimumError(HostLimitError):
    message = ngettext_lazy(
        "Guests who arrive in this season (%(dates)s) must stay at least %(least)s night. "
        "Choose a longer stay or other dates.",
        "Guests who arrive in this season (%(dates)s) must stay at least %(least)s nights. "
        "Choose a longer stay or other dates.",
        "least",
    )
    limit = ngettext_lazy(
        "at least %(least)s night in this season",
        "at least %(least)s nights in this season",
        "least",
    )


class TooManyNightsError(HostLimitError):
    message = ngettext_lazy(
        "Stays here are for at most %(most)s night. Choose a shorter stay.",
        "Stays here are for at most %(most)s nights. Choose a shorter stay.",
        "most",
    )
    limit = ngettext_lazy("at most %(most)s night", "at most %(most)s nights", "most")


class PartyTooSmallError(HostLimitError):
    message = ngettext_lazy(
        "This offer is for at least %(least)s person. Add people, or choose another offer.",
        "This offer is for at least %(least)s people. Add people, or choose another offer.",
        "least",
    )
    limit = ngettext_lazy("at least %(least)s person", "at least %(least)s people", "least")


class PartyTooLargeError(HostLimitError):
    message = ngettext_lazy(
        "There’s room here for %(most)s person at most. Reduce the "
        "number of people, or choose another offer.",
        "There’s room here for %(most)s people at most. Reduce the "
        "number of people, or choose another offer.",
        "most",
    )
    limit = ngettext_lazy("at most %(most)s person", "at most %(most)s people", "most")


class UnitTooSmallError(PartyTooLargeError):
    message = ngettext_lazy(
        "This room or unit sleeps %(most)s person at most. Choose a larger one, or reduce the "
        "number of people.",
        "This room or unit sleeps %(most)s people at most. Choose a larger one, or reduce the "
        "number of people.",
        "most",
    )
    limit = ngettext_lazy(
        "a room or unit that sleeps %(most)s person",
        "a room or unit that sleeps %(most)s people",
        "most",
    )


class SessionOverError(DomainError):
    message = _("This date has passed or been cancelled. Choose another.")


class RateOfOtherOfferError(DomainError):
    message = _("This rate belongs to another offer. Choose one from the list.")


class MissingTotalError(DomainError):
    message = _("Enter the total, so that you both know the price.")


class DueDatePastError(DomainError):
    message = _("The due date is past. Choose today or a later day.")


class DueDateTooLateError(DomainError):
    message = _("The due date is more than a year after the visit. Choose %(last)s or earlier.")


class ProposalReplacedError(DomainError):
    message = _("This proposal has been replaced. Read the new one first.")


class SetTooLateError(DomainError):
    message = _(
        "This joint request has expired: not everyone accepted in time. "
        "Nothing is held any more, but you can still write to each other."
    )


class SetSizeError(DomainError):
    message = _(
        "A joint request must go to at least two hosts and at most %(most)s. Change your selection."
    )


class OverlapInSetError(DomainError):
    message = _(
        "You’re asking for “%(offer)s” twice on the same night. Remove one of the two requests."
    )


class RequestInSetRefusedError(DomainError):
    message = _("%(offer)s: %(why)s No requests have been sent.")


class HostWordEndedError(DomainError):
    """A guest would accept what was proposed by a co-host who answers no longer."""

    message = _(
        "%(name)s no longer answers for %(host)s, so %(host)s has to make this proposal again. "
        "Send them a message."
    )


class CoHostedOfferError(DomainError):
    message = _(
        "You answer the requests for this offer, so you can’t send one yourself. Ask its host to "
        "end the co-hosting first."
    )


class SwapNeedsStayError(DomainError):
    message = _(
        "To swap houses, choose which of your own stays you give in exchange. You do this on the "
        "page of the offer."
    )


class SwapNotOfferedError(DomainError):
    message = _("This host doesn’t offer a house swap. Choose another rate.")


class OwnStayNotForSwapError(DomainError):
    message = _("Your own stay isn’t open to a house swap. Add this type of exchange to its rates.")


class SameHouseError(DomainError):
    message = _("Both stays are in the same house. Choose another of your stays.")


class SwapForOrganisationError(DomainError):
    message = _("Only people swap houses. Ask for yourself, or choose another rate.")


class SwapSideRefusedError(DomainError):
    """One of the two homes of a swap refuses; the other alone isn't enough."""

    message = _("%(offer)s: %(why)s")


class GuestMandateEndedError(DomainError):
    """A host would accept what was proposed by who doesn't act for the organisation any more."""

    message = _(
        "The person who proposed this no longer acts for %(organisation)s. Wait for a proposal "
        "from someone who does."
    )


class SetMandateEndedError(DomainError):
    """At the last yes, who answered for the organisation in another request acts no longer."""

    message = _(
        "Someone who answered in this joint request no longer acts for %(organisation)s. "
        "It can’t become an agreement: the organisation has to send a new request."
    )


class NoShowTooEarlyError(DomainError):
    message = _("It’s too early to report a no-show. You can do so from the first day.")


class TooManyConcernsError(DomainError):
    message = _(
        "You can’t send more than %(most)s reports about this request. "
        "Wait for an answer to the ones you’ve sent."
    )


class AlreadySettledError(DomainError):
    message = _("Someone else has already recorded the action taken. Reload the page to read it.")


class HostNotUnresponsiveError(DomainError):
    message = _("No one is waiting for this host’s answer any more, so there’s nothing left to do.")


class RemindedRecentlyError(DomainError):
    message = _("This host has been reminded recently. Give them until %(day)s to answer.")


class NotRemindedError(DomainError):
    message = _("Send this host a reminder first, and give them %(days)s days to answer.")


class TooManySavedRepliesError(DomainError):
    message = ngettext_lazy(
        "You’ve reached the limit of %(most)s saved reply. Delete one to save another.",
        "You’ve reached the limit of %(most)s saved replies. Delete one to save another.",
        "most",
    )
