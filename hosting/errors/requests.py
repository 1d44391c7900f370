"""Refusals on the way from a question to an agreement."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class OfferClosedError(DomainError):
    message = _("This offer takes no requests at the moment. Others nearby may.")


class NothingToAskError(DomainError):
    message = _("A tip is there to be used. There is nothing to ask for.")


class OwnOfferError(DomainError):
    message = _("This offer is yours. You can't ask yourself.")


class DatesNeededError(DomainError):
    message = _("Say when you would like to come: the host needs your dates.")


class TooSoonError(DomainError):
    message = _("The host needs %(days)s days of notice. The first possible day is %(first)s.")


class TooFarError(DomainError):
    message = _("That is too far away. Ask for a date before %(last)s.")


class OutOfSeasonError(DomainError):
    message = _("The host receives from %(first)s to %(last)s. Choose dates in this season.")


class TooFewNightsError(DomainError):
    message = _("Here people stay for %(least)s nights at least.")


class TooManyNightsError(DomainError):
    message = _("Here people stay for %(most)s nights at most.")


class PartyTooSmallError(DomainError):
    message = _("This is for %(least)s people at least.")


class PartyTooLargeError(DomainError):
    message = _("There is room for %(most)s people at most here.")


class SessionOverError(DomainError):
    message = _("This session is over or cancelled. Choose another.")


class RateElsewhereError(DomainError):
    message = _("This rate belongs to another offer. Choose one from the list.")


class NotesClosedError(DomainError):
    message = _("Notes could be left until %(last)s. You can still write to each other below.")


class NoteNotShownError(DomainError):
    message = _("This note isn't on the page. There is nothing to answer.")


class TotalMissingError(DomainError):
    message = _("Say what it comes to in all, so that both of you know.")


class ProposalGoneError(DomainError):
    message = _("This proposal has been replaced in the meantime. Read the new one first.")


class SetTooLateError(DomainError):
    message = _("The time in which everybody had to say yes is over. Nothing is held any more.")


class SetSizeError(DomainError):
    message = _("At least two hosts are asked together, and at most %(most)s.")


class SetDeadlineError(DomainError):
    message = _("Let everybody answer within %(days)s days, and before the first of them begins.")


class TwiceInSetError(DomainError):
    message = _("“%(offer)s” is asked twice for the same night. Once is enough.")


class RefusedInSetError(DomainError):
    message = _("%(offer)s: %(why)s Nobody has been asked.")


class TooEarlyError(DomainError):
    message = _("This can be said once the day has come.")


class NoteAlreadyLeftError(DomainError):
    message = _("You have left a note already.")
