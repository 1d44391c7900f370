"""The sessions of an activity: one, or a weekly series. Like units they count at once."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.permissions import require
from core.states import require_transition
from hosting.calendars.errors import SeatsBelowTakenError, SessionHeldError, SessionPastError
from hosting.calendars.models import Session
from hosting.calendars.states import SESSION_TRANSITIONS, SessionState
from hosting.offers.actions.drafts import lock_offer
from hosting.offers.errors import TooManyDatesError
from hosting.offers.models.activities import Activity
from hosting.offers.models.offers import Offer
from hosting.offers.signals import offer_changed


@transaction.atomic
def add_sessions(
    *,
    activity: Activity,
    starts_at: datetime,
    ends_at: datetime,
    seats: int,
    weeks: int,
    by: Actor,
) -> list[Session]:
    """Add a date, or the same hour for so many weeks. What stands already isn't added again."""
    require(by, "calendars.change_sessions", activity)

    lock_offer(activity)
    _require_future(starts_at)
    laters = _missing_offsets(activity, starts_at, weeks)

    sessions = [
        activity.sessions.create(starts_at=starts_at + later, ends_at=ends_at + later, seats=seats)
        for later in laters
    ]
    audit.record(by, "sessions.added", activity, count=len(sessions))

    offer_changed.send(sender=Offer, offer=activity)
    return sessions


@transaction.atomic
def change_session(
    *, session: Session, starts_at: datetime, ends_at: datetime, seats: int, by: Actor
) -> Session:
    """Move a session or change its seats. Whoever has a seat keeps it, at the hour they know."""
    require(by, "calendars.change_sessions", session.activity)

    session = _lock_session(session)
    _require_future(starts_at)
    taken = session.seat_holds.order_by("-number").values_list("number", flat=True)
    is_moved = (session.starts_at, session.ends_at) != (starts_at, ends_at)
    if taken and is_moved:
        raise SessionHeldError
    if taken and taken[0] > seats:
        raise SeatsBelowTakenError(taken=len(taken))

    session.starts_at, session.ends_at, session.seats = starts_at, ends_at, seats
    session.save(update_fields=["starts_at", "ends_at", "seats"])
    audit.record(by, "session.changed", session)

    offer_changed.send(sender=Offer, offer=session.activity)
    return session


@transaction.atomic
def cancel_session(*, session: Session, by: Actor) -> Session:
    """Call a session off, as long as nobody has a seat in it."""
    require(by, "calendars.change_sessions", session.activity)

    session = _lock_session(session)
    require_transition(SESSION_TRANSITIONS, session.state, SessionState.CANCELLED)
    if session.seat_holds.exists():
        raise SessionHeldError

    session.state = SessionState.CANCELLED
    session.save(update_fields=["state"])
    audit.record(by, "session.cancelled", session)

    offer_changed.send(sender=Offer, offer=session.activity)
    return session


def _missing_offsets(activity: Activity, starts_at: datetime, weeks: int) -> list[timedelta]:
    """How much later than the first each session is that has to be added."""
    standing = set(activity.sessions.upcoming().values_list("starts_at", flat=True))
    laters = [timedelta(weeks=number) for number in range(weeks)]
    missing = [later for later in laters if starts_at + later not in standing]
    if len(standing) + len(missing) > settings.HOSTING_SESSIONS_LIMIT:
        raise TooManyDatesError(limit=settings.HOSTING_SESSIONS_LIMIT)
    return missing


def _lock_session(session: Session) -> Session:
    """The lock that seats are taken under."""
    lock_offer(session.activity)
    return Session.objects.locked(session.pk, no_key=True)


def _require_future(moment: datetime) -> None:
    if moment <= timezone.now():
        raise SessionPastError
