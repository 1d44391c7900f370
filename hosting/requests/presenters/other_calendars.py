"""What the calendars that a host keeps elsewhere say of the dates of a request."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from commons.accounts.models import User
from core.text.formatting import format_and_list, format_date_range
from hosting.calendar_feeds.presenters import UnreadCalendar, age_for_host, unread_calendars
from hosting.calendar_feeds.selectors import freshness_of, taken_elsewhere
from hosting.requests.models.requests import Request
from hosting.requests.presenters.request_terms import AnyTerms, current_terms
from hosting.requests.rules import reads_as_host


@dataclass(frozen=True, slots=True)
class OtherCalendars:
    """`age` says when they were read, `taken` which of the dates they take, or nothing.

    `unread` are those that can't be read at the moment, to be known beside a yes. `is_late`: they
    were asked again and haven't all answered. `url` is their page, for the host alone.
    """

    age: str
    unread: list[UnreadCalendar]
    taken: str
    url: str
    is_late: bool = False


def other_calendars(request: Request, *, reader: User) -> OtherCalendars | None:
    """For who hosts, of a swap each for their own home, until something is agreed on.

    From then on the other calendar may have it from us, and what is taken twice is a conflict.
    None where no calendar is connected. One read, a second one where there is a calendar, and a
    third one where one can't be read.
    """
    hosted = _hosted_by(request, reader) if request.is_waiting else None
    if hosted is None:
        return None
    return calendars_of_terms(current_terms(hosted), is_own=reader.pk == hosted.host_id)


def calendars_of_terms(
    terms: AnyTerms, *, is_own: bool, is_late: bool = False
) -> OtherCalendars | None:
    """Of the unit and dates of these. With names, reasons and the way to them for the host alone:
    `is_own`.
    """
    unit = terms.unit
    if unit is None or terms.dates is None:
        return None
    fresh = freshness_of([unit.pk])
    if fresh is None:
        return None
    url = reverse("hosting:calendar-feeds", args=[unit.public_id]) if is_own else ""
    unread = unread_calendars(fresh, is_own=is_own)
    taken = format_taken(terms, is_own=is_own)
    return OtherCalendars(age_for_host(fresh), unread, taken, url, is_late)


def _hosted_by(request: Request, reader: User) -> Request | None:
    """This request or the other one of a swap."""
    if reads_as_host(request, reader):
        return request
    other = request.counterpart
    return other if other is not None and reads_as_host(other, reader) else None


def format_taken(terms: AnyTerms, *, is_own: bool) -> str:
    """`The other site: 3–6 May`; without names, which are the host's own, for anybody else."""
    if terms.unit_id is None or terms.dates is None:
        return ""
    rows = taken_elsewhere(terms.unit_id, terms.dates, terms.chosen_half_days)
    words = _("%(name)s: %(value)s")
    return format_and_list(
        words % {"name": one.calendar, "value": format_date_range(one.dates)}
        if is_own
        else format_date_range(one.dates)
        for one in rows
    )
