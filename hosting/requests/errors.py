"""Refusals on the way from a question to an agreement, and afterwards."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.errors import DomainError


class OfferClosedError(DomainError):
    message = _("This offer takes no requests at the moment. Others nearby may.")


class NotRequestableError(DomainError):
    message = _("A tip is there to be used. There is nothing to ask for.")


class OwnOfferError(DomainError):
    message = _("This offer is yours. You can't ask yourself.")


class DatesNeededError(DomainError):
    message = _("Say when you would like to come: the host needs your dates.")


class TooSoonError(DomainError):
    message = ngettext_lazy(
        "This host needs at least %(days)s day’s notice. Choose %(first)s or later.",
        "This host needs at least %(days)s days’ notice. Choose %(first)s or later.",
        "days",
    )


class TooFarError(DomainError):
    message = _("That is too far away. Ask for a date before %(last)s.")


class OutOfSeasonError(DomainError):
    message = _("The host receives from %(first)s to %(last)s. Choose dates in this season.")


class TooFewNightsError(DomainError):
    message = ngettext_lazy(
        "Here people stay for %(least)s night at least. Choose more.",
        "Here people stay for %(least)s nights at least. Choose more.",
        "least",
    )


class TooManyNightsError(DomainError):
    message = ngettext_lazy(
        "Here people stay for %(most)s night at most. Choose fewer.",
        "Here people stay for %(most)s nights at most. Choose fewer.",
        "most",
    )


class PartyTooSmallError(DomainError):
    message = ngettext_lazy(
        "This is for %(least)s person at least.", "This is for %(least)s people at least.", "least"
    )


class PartyTooLargeError(DomainError):
    message = ngettext_lazy(
        "There is room for %(most)s person at most here.",
        "There is room for %(most)s people at most here.",
        "most",
    )


class SessionOverError(DomainError):
    message = _("This session is over or cancelled. Choose another.")


class RateOfOtherOfferError(DomainError):
    message = _("This rate belongs to another offer. Choose one from the list.")


class MissingTotalError(DomainError):
    message = _("Say what it comes to in all, so that both of you know.")


class ProposalReplacedError(DomainError):
    message = _("This proposal has been replaced in the meantime. Read the new one first.")


class SetTooLateError(DomainError):
    message = _("The time in which everybody had to say yes is over. Nothing is held any more.")


class SetSizeError(DomainError):
    message = _("At least two hosts are asked together, and at most %(most)s.")


class SetDeadlineError(DomainError):
    message = ngettext_lazy(
        "Let everybody answer within %(days)s day, and before the first of them begins.",
        "Let everybody answer within %(days)s days, and before the first of them begins.",
        "days",
    )


class OverlapInSetError(DomainError):
    message = _("“%(offer)s” is asked twice for the same night. Once is enough.")


class RequestInSetRefusedError(DomainError):
    message = _("%(offer)s: %(why)s Nobody has been asked.")


class TooEarlyError(DomainError):
    message = _("This can be said once the day has come.")


class TooManyConcernsError(DomainError):
    message = _("You have told us %(most)s times about this. They are being read: please wait.")


class AlreadySettledError(DomainError):
    message = _("Somebody else has said in the meantime what was done.")


class HostNotUnresponsiveError(DomainError):
    message = _("This host has answered meanwhile, or nobody waits for a word from them.")


class RemindedRecentlyError(DomainError):
    message = _("This host has been asked lately. Leave them time until %(day)s.")


class NotRemindedError(DomainError):
    message = _("Ask this host first, and leave them %(days)s days to answer.")
