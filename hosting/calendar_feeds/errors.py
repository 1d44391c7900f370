"""Refusals about calendars kept elsewhere."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.errors import DomainError


class FeedLimitError(DomainError):
    message = ngettext_lazy(
        "You can add %(limit)s calendar here. Remove it before you add another.",
        "You can add %(limit)s calendars here. Remove one before you add another.",
        "limit",
    )


class FeedKnownError(DomainError):
    message = _("This calendar is already in the list.")


class OwnFeedError(DomainError):
    message = _(
        "This is the address of a calendar of this site. Add the one that the other site gives."
    )


class FeedAskedError(DomainError):
    """`asked` and `again` are times of day."""

    message = _(
        "We asked for this calendar at %(asked)s. You can have it read again from %(again)s."
    )


class FeedUnreadableError(DomainError):
    message = _(
        "There’s no calendar at this address. Look for “export calendar” or “iCal” on the other "
        "site, and copy that address."
    )


class FeedTooDemandingError(DomainError):
    message = _(
        "This calendar is too large or too complex for us to read. On the other site, export fewer "
        "months if you can."
    )


class FeedTooRestlessError(DomainError):
    message = _(
        "Too many entries of this calendar move from one reading to the next. Check it on the "
        "other site; we’ll try again by ourselves."
    )


class FeedQueueError(DomainError):
    message = _("Too many calendars are being read at the moment. We’ll try again by ourselves.")
