"""What a host has said in advance: a request that breaks it is never sent."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from django.conf import settings
from django.utils import timezone
from django.utils.dates import MONTHS

from commons.accounts.models import User
from core.errors import DomainError
from core.text.formatting import format_day
from core.values.dates import DateRange
from hosting.calendars.errors import (
    NightsClosedError,
    NightsTakenError,
    SeatsTakenError,
    SessionFullError,
)
from hosting.calendars.models import Session
from hosting.calendars.selectors.availability import free_units, unheld_units
from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.activities import Activity
from hosting.offers.models.offers import Offer
from hosting.offers.models.stays import Stay, Unit
from hosting.requests.actions.request_rules import enforce_request_rules
from hosting.requests.errors import (
    DatesNeededError,
    NotRequestableError,
    OfferClosedError,
    OutOfSeasonError,
    OwnOfferError,
    PartyTooLargeError,
    PartyTooSmallError,
    RateOfOtherOfferError,
    SessionOverError,
    TooFarError,
    TooFewNightsError,
    TooManyNightsError,
    TooSoonError,
)
from hosting.requests.models.requests import Request, RequestDraft


def check_limits(offer: Offer, draft: RequestDraft, *, by: User) -> None:
    """Refuse what the host doesn't receive. `offer` is of its own kind and locked."""
    if offer.kind == OfferKind.TIP:
        raise NotRequestableError
    if offer.host_id == by.pk:
        raise OwnOfferError
    if not Offer.objects.public().filter(pk=offer.pk).exists():
        raise OfferClosedError
    _check_party(offer, draft.party)
    if draft.rate is not None and draft.rate.offer_id != offer.pk:
        raise RateOfOtherOfferError
    if isinstance(offer, Activity) and (draft.session is not None or not offer.is_on_request):
        _check_session(offer, draft.session, draft.party)
    elif offer.kind in {OfferKind.STAY, OfferKind.ACTIVITY}:
        _check_dates(offer, draft.dates)


def refusal_of(
    offer: Offer, *, dates: DateRange | None, adults: int, children: int
) -> DomainError | None:
    """What would refuse these nights and people, whoever asks for them.

    None where neither the host nor a rule of the community would. `offer` is of its own kind.
    Sessions are chosen one by one: of an activity only the party is looked at.
    """
    party, terms = adults + children, Request(adults=adults, children=children)
    try:
        _check_party(offer, party)
        if isinstance(offer, Stay):
            _check_capacity(offer, party)
        if isinstance(offer, Stay) and dates is not None:
            _check_dates(offer, dates)
            terms.unit = unit_for(offer, party=party, dates=dates)
            terms.check_in, terms.check_out = dates.check_in, dates.check_out
        enforce_request_rules(terms, offer)
    except DomainError as refusal:
        return refusal
    return None


def refusals_of(offer: Offer, *, dates: DateRange | None, party: int) -> list[DomainError]:
    """All that the host doesn't receive of these nights and people, each limit once.

    `offer` is of its own kind. `dates` is None where nothing is asked for by dates.
    """
    checks: list[Callable[[], None]] = [partial(_check_party, offer, party)]
    if isinstance(offer, Stay):
        checks.append(partial(_check_capacity, offer, party))
    if dates is not None:
        checks.append(partial(_check_when, offer, dates))
    if dates is not None and isinstance(offer, Stay):
        checks.append(partial(_check_length, offer, dates))
    refusals: dict[str, DomainError] = {}
    for check in checks:
        try:
            check()
        except DomainError as refusal:
            refusals.setdefault(str(refusal), refusal)
    return list(refusals.values())


def unit_for(offer: Offer, *, party: int, dates: DateRange | None) -> Unit | None:
    """The smallest unit that sleeps them all and is free; None where nobody sleeps.

    Raises PartyTooLargeError, NightsTakenError or NightsClosedError.
    """
    if not isinstance(offer, Stay) or dates is None:
        return None
    _check_capacity(offer, party)
    large_enough = offer.units.sleeping(party)
    unit: Unit | None = free_units(large_enough, dates).first()
    if unit is None:
        raise NightsClosedError if unheld_units(large_enough, dates).exists() else NightsTakenError
    return unit


def _check_party(offer: Offer, party: int) -> None:
    if party < max(offer.party_min, 1):
        raise PartyTooSmallError(least=max(offer.party_min, 1))
    most = min(offer.party_max or settings.HOSTING_PARTY_LIMIT, settings.HOSTING_PARTY_LIMIT)
    if party > most:
        raise PartyTooLargeError(most=most)


def _check_capacity(stay: Stay, party: int) -> None:
    largest = stay.units.order_by("-sleeps").first()
    if largest is None or largest.sleeps < party:
        raise PartyTooLargeError(most=largest.sleeps if largest else 0)


def _check_session(activity: Activity, session: Session | None, party: int) -> None:
    if session is None:
        raise DatesNeededError
    if session.activity_id != activity.pk or not session.is_upcoming:
        raise SessionOverError
    left = session.seats - session.seat_holds.count()
    if left < party:
        raise SeatsTakenError(left=left) if left > 0 else SessionFullError


def _check_dates(offer: Offer, dates: DateRange | None) -> None:
    if dates is None:
        raise DatesNeededError
    _check_when(offer, dates)
    if isinstance(offer, Stay):
        _check_length(offer, dates)


def _check_when(offer: Offer, dates: DateRange) -> None:
    today = timezone.localdate()
    first = today + timedelta(days=offer.notice_days)
    if dates.check_in < first:
        raise TooSoonError(days=offer.notice_days, first=_day(first))
    last = today + settings.HOSTING_ASK_AHEAD
    if dates.check_out > last:
        raise TooFarError(last=_day(last))
    if not all(offer.is_in_season(night.month) for night in dates.nights):
        raise OutOfSeasonError(first=MONTHS[offer.season_from], last=MONTHS[offer.season_until])


def _day(day: date) -> str:
    return format_day(day, year=day.year != timezone.localdate().year)


def _check_length(stay: Stay, dates: DateRange) -> None:
    if len(dates) < stay.min_nights:
        raise TooFewNightsError(least=stay.min_nights)
    if stay.max_nights is not None and len(dates) > stay.max_nights:
        raise TooManyNightsError(most=stay.max_nights)
