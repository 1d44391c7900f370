"""Refusals when a group decides."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class TooManyIdeasError(DomainError):
    message = _("A trip can have up to %(most)s ideas. Remove one before you add another.")


class TooManyPollsError(DomainError):
    message = _("A trip can have up to %(most)s polls. Remove one before you add another.")


class TooManyCommentsError(DomainError):
    message = _("A trip can have up to %(most)s comments. Remove one before you add another.")


class OptionCountError(DomainError):
    message = _("A poll needs between %(least)s and %(most)s options. Add or remove options.")


class SameOptionTwiceError(DomainError):
    message = _("Two options are the same. Change or remove one of them.")


class OptionLengthError(DomainError):
    message = _("Each option must last between 1 and %(most)s days. Check the first and last days.")


class OptionElsewhereError(DomainError):
    message = _(
        "One of the options you chose isn’t in this poll. Reload the page and choose again."
    )


class ClosingDateError(DomainError):
    message = _(
        "For the end of voting, choose a date and time in the future, no more than a year away."
    )


class PollClosedError(DomainError):
    message = _(
        "Voting on “%(title)s” has closed, so votes can no longer change. "
        "To vote again, start a new poll."
    )


class PollStillOpenError(DomainError):
    message = _("Voting is still open. Close the poll first, then add its result to the plan.")


class NotAheadError(DomainError):
    message = _("This isn’t the option the group chose. You can still edit the plan yourself.")


class NotAboutDatesError(DomainError):
    message = _("This poll isn’t about dates. Change the dates in the trip settings instead.")


class NotForDatesError(DomainError):
    message = _(
        "This poll is about dates, so it can’t become a step. Use its result as the trip dates."
    )
