"""What a host has said in advance: a request that breaks it is never sent."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.dates import MONTHS

from commons.accounts.models import User
from core.dates import DateRange
from hosting.enums import OfferKind
from hosting.errors.calendars import NightsClosedError, NightsTakenError, SeatsTakenError
from hosting.errors.requests import (
    DatesNeededError,
    NothingToAskError,
    OfferClosedError,
    OutOfSeasonError,
    OwnOfferError,
    PartyTooLargeError,
    PartyTooSmallError,
    RateElsewhereError,
    SessionOverError,
    TooFarError,
    TooFewNightsError,
    TooManyNightsError,
    TooSoonError,
)
from hosting.models import Activity, Asked, Offer, Session, Stay, Unit


def check_limits(offer: Offer, asked: Asked, *, by: User) -> None:
    """Refuse what the host doesn't receive. `offer` is of its own kind and locked."""
    _check_offer(offer, by)
    _check_party(offer, asked.party)
    if asked.rate is not None and asked.rate.offer_id != offer.pk:
        raise RateElsewhereError
    if isinstance(offer, Activity) and (asked.session is not None or not offer.is_on_request):
        _check_session(offer, asked.session, asked.party)
    elif offer.kind in {OfferKind.STAY, OfferKind.ACTIVITY}:
        _check_dates(offer, asked.dates)


def unit_for(offer: Offer, *, party: int, dates: DateRange | None) -> Unit | None:
    """The smallest unit that sleeps them all and is free; None where nobody sleeps.

    Raises PartyTooLargeError, NightsTakenError or NightsClosedError.
    """
    if not isinstance(offer, Stay) or dates is None:
        return None
    largest = offer.units.order_by("-sleeps").first()
    if largest is None or largest.sleeps < party:
        raise PartyTooLargeError(most=largest.sleeps if largest else 0)
    large_enough = offer.units.sleeping(party)
    unit: Unit | None = large_enough.free_during(dates).first()
    if unit is None:
        raise NightsClosedError if large_enough.unheld_during(dates).exists() else NightsTakenError
    return unit


def _check_offer(offer: Offer, by: User) -> None:
    if offer.kind == OfferKind.TIP:
        raise NothingToAskError
    if offer.host_id == by.pk:
        raise OwnOfferError
    if not Offer.objects.public().filter(pk=offer.pk).exists():
        raise OfferClosedError


def _check_party(offer: Offer, party: int) -> None:
    if party < max(offer.party_min, 1):
        raise PartyTooSmallError(least=max(offer.party_min, 1))
    most = min(offer.party_max or settings.HOSTING_PARTY_LIMIT, settings.HOSTING_PARTY_LIMIT)
    if party > most:
        raise PartyTooLargeError(most=most)


def _check_session(activity: Activity, session: Session | None, party: int) -> None:
    if session is None:
        raise DatesNeededError
    if session.activity_id != activity.pk or not session.is_upcoming:
        raise SessionOverError
    left = session.seats - session.seat_holds.count()
    if left < party:
        raise SeatsTakenError(left=left)


def _check_dates(offer: Offer, dates: DateRange | None) -> None:
    if dates is None:
        raise DatesNeededError
    today = timezone.localdate()
    first = today + timedelta(days=offer.notice_days)
    if dates.check_in < first:
        raise TooSoonError(days=offer.notice_days, first=first.isoformat())
    last = today + settings.HOSTING_ASK_AHEAD
    if dates.check_out > last:
        raise TooFarError(last=last.isoformat())
    if not all(offer.is_in_season(night.month) for night in dates.nights):
        raise OutOfSeasonError(first=MONTHS[offer.season_from], last=MONTHS[offer.season_until])
    if isinstance(offer, Stay):
        _check_length(offer, dates)


def _check_length(stay: Stay, dates: DateRange) -> None:
    if len(dates) < stay.min_nights:
        raise TooFewNightsError(least=stay.min_nights)
    if stay.max_nights is not None and len(dates) > stay.max_nights:
        raise TooManyNightsError(most=stay.max_nights)
