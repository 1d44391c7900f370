"""Refusals when something is reported, decided and appealed."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.quotas.errors import QuotaExceededError


class OwnContentError(DomainError):
    message = _("This content is yours, so you don’t need to report it. Edit or remove it instead.")


class TooManyReportsError(QuotaExceededError):
    message = _(
        "You’ve reached the limit of %(most)s reports within 24 hours. Try again after %(time)s. "
        "If someone is in danger, call 112."
    )


class DecidedSinceError(DomainError):
    message = _(
        "Someone has made a decision since you opened this page. Read "
        "that decision before you make yours."
    )


class OwnCaseError(DomainError):
    message = _("You’re involved in this case, so someone else has to decide.")


class AnotherPersonError(DomainError):
    message = _("You made the earlier decision, so someone else has to answer the appeal.")


class MeasureNotOpenError(DomainError):
    message = _(
        "This decision isn’t possible here, or isn’t yours to make. "
        "Choose another one, or let someone else decide."
    )


class RuleMissingError(DomainError):
    message = _("Name the law or rule that was broken.")


class WaitsAlreadyError(DomainError):
    message = _(
        "This content has already been reported. Make your decision in the list of reports."
    )


class NotInForceError(DomainError):
    message = _("There’s no restriction left to lift. Reload the page to see the latest decision.")


class AppealWaitsError(DomainError):
    message = _(
        "There’s an open appeal. Someone other than the first decision-maker has to answer it."
    )


class AppealTooLateError(DomainError):
    message = _("The deadline to appeal was %(last)s. You can still go to court.")


class AppealedAlreadyError(DomainError):
    message = _(
        "You’ve already appealed. Someone who didn’t make the first "
        "decision is reviewing your appeal."
    )


class FinalDecisionError(DomainError):
    message = _(
        "This decision was the answer to an appeal, so you can’t appeal "
        "again here. You can still go to court."
    )
