"""Refusals when something is reported, decided and appealed."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class OwnContentError(DomainError):
    message = _("This is your own. You can change it or take it away yourself.")


class TooManyReportsError(DomainError):
    message = _("You have reported %(most)s things today. Come back tomorrow; in danger, call 112.")


class DecidedSinceError(DomainError):
    message = _("Somebody has decided on this since you opened it. Please read it again.")


class OwnCaseError(DomainError):
    message = _("You have a part in this: somebody else decides.")


class AnotherPersonError(DomainError):
    message = _("You have decided on this before: somebody else answers the appeal.")


class MeasureNotOpenError(DomainError):
    message = _("This can’t be decided here, or not by you.")


class RuleMissingError(DomainError):
    message = _("Name the law or the rule that it is against.")


class WaitsAlreadyError(DomainError):
    message = _("Somebody has reported this: it is decided among the reports.")


class NotInForceError(DomainError):
    message = _("Nothing of it is in force any more.")


class AppealWaitsError(DomainError):
    message = _("One side has appealed: somebody else than the first time answers.")


class AppealTooLateError(DomainError):
    message = _("An appeal was possible until %(last)s.")


class AppealedAlreadyError(DomainError):
    message = _("You have appealed against this once. Somebody else looks at it.")


class FinalDecisionError(DomainError):
    message = _("This was the answer to an appeal. A court can still be asked.")
