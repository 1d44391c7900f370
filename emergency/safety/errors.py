"""What stands in the way of a report on safety."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.quotas.errors import QuotaExceededError


class HasItAlreadyError(DomainError):
    message = _("%(who)s is already handling this report. Reload the page.")


class NotYoursError(DomainError):
    message = _(
        "You’re no longer handling this report: a colleague has taken it "
        "over. Reload the page to see who, or to take it back."
    )


class TooManyReportsError(QuotaExceededError):
    message = _(
        "You’ve already sent us several reports today. Please call us: someone will answer."
    )


class NobodyThereError(DomainError):
    message = _("This report doesn’t name anyone, so you can’t take this step. Choose another one.")
