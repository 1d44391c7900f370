"""Refusals when a group decides."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class TooManyIdeasError(DomainError):
    message = _("A trip has at most %(most)s ideas.")


class TooManyPollsError(DomainError):
    message = _("A trip has at most %(most)s polls.")


class TooManyCommentsError(DomainError):
    message = _("There are %(most)s comments already. Go on where you talk otherwise.")


class OptionCountError(DomainError):
    message = _("A poll needs at least %(least)s options and has at most %(most)s.")


class SameOptionTwiceError(DomainError):
    message = _("Two options are the same. Take one of them out.")


class OptionLengthError(DomainError):
    message = _("From the first to the last day there is at least one day and at most %(most)s.")


class OptionElsewhereError(DomainError):
    message = _("This poll doesn’t have one of the options that you chose. Please reload the page.")


class ClosingDateError(DomainError):
    message = _("A poll closes in the future, and within a year.")


class PollClosedError(DomainError):
    message = _("Voting on “%(title)s” is over. The result stands.")


class PollStillOpenError(DomainError):
    message = _("Voting is still open. Close it first; then its result goes into the plan.")


class NotAheadError(DomainError):
    message = _("This isn’t what the group chose. You can still change the plan by hand.")


class NotForDatesError(DomainError):
    message = _("This poll asks about something else.")
