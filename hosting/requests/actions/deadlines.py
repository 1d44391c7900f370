"""Until when a host may answer, and when they are reminded."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from core.values.half_days import HalfDay
from hosting.calendars.models import Session
from hosting.communities.selectors.answer_hours import answer_hours_of
from hosting.offers.models.offers import Offer
from hosting.offers.models.stays import Stay
from hosting.offers.models.workspaces import Workspace
from hosting.offers.selectors.local_times import time_zone_of
from hosting.requests.models.requests import Request, RequestDraft, RequestTerms

DAY_ENDS = time(23, 59)


def set_deadline(request: Request, offer: Offer) -> None:
    """Give a new request the hours of its community, and a reminder at half time.

    A request of a set has the deadline of the set. `offer` is of its own kind.
    """
    now = timezone.now()
    if request.request_set is not None:
        request.answer_by = request.request_set.closes_at
    else:
        begins = _next_start_of(request, offer)
        latest = now + timedelta(hours=answer_hours_of(offer))
        request.answer_by = min(begins or latest, latest)
    request.remind_at = half_time(now, request.answer_by)


def shorten_deadline(request: Request, terms: RequestTerms) -> None:
    """Bring the deadline forward where new terms begin before it.

    It is never put off, and the hours of a community that have changed since don't touch it.
    """
    now, offer = timezone.now(), request.offer.specific
    begins = _next_start_of(terms, offer)
    if begins is None or begins >= request.answer_by:
        return
    request.answer_by, request.remind_at = begins, half_time(now, begins)


def joint_deadline(drafts: Sequence[RequestDraft]) -> datetime:
    """The longest that one of these hosts has, and never later than the first thing begins."""
    latest = timezone.now() + timedelta(hours=max(answer_hours_of(one.offer) for one in drafts))
    starts = [
        next_start(
            one.offer.specific,
            check_in=one.dates.check_in if one.dates else None,
            session=one.session,
            half_days=one.half_days,
        )
        for one in drafts
    ]
    return min([latest, *(start for start in starts if start is not None)])


def next_start(
    offer: Offer,
    *,
    check_in: date | None,
    session: Session | None,
    half_days: Collection[HalfDay] = (),
) -> datetime | None:
    """When it begins, if that lies ahead.

    That is the session, the hour of arrival, the first half-day, or the end of a day without an
    hour; of what is asked for after it, the end of its first day. `offer` is of its own kind.
    """
    starts = _starts(offer, check_in, session, half_days)
    now = timezone.now()
    return next((start for start in starts if start > now), None)


def half_time(since: datetime, until: datetime) -> datetime | None:
    """The middle of both; None where so little time is left that a reminder says nothing new."""
    if until - since < settings.HOSTING_NO_REMINDER_WITHIN:
        return None
    return since + (until - since) / 2


def _next_start_of(terms: RequestTerms, offer: Offer) -> datetime | None:
    return next_start(
        offer,
        check_in=terms.check_in,
        session=terms.session,
        half_days=terms.chosen_half_days,
    )


def _starts(
    offer: Offer,
    check_in: date | None,
    session: Session | None,
    half_days: Collection[HalfDay],
) -> list[datetime]:
    if session is not None:
        return [session.starts_at]
    if half_days and isinstance(offer, Workspace):
        first = min(half_days)
        begins, _ends = offer.hours_of(first.half)
        check_in, hours = first.day, [begins, DAY_ENDS]
    elif check_in is None:
        return []
    else:
        hours = [offer.arrival_from, DAY_ENDS] if isinstance(offer, Stay) else [DAY_ENDS]
    return [datetime.combine(check_in, hour, time_zone_of(offer)) for hour in hours]
