"""What a host has said in advance: a request that breaks it is never sent."""

from collections.abc import Callable, Collection, Iterable
from datetime import date, timedelta
from functools import partial

from django.conf import settings
from django.utils import timezone
from django.utils.dates import MONTHS

from commons.accounts.models import User
from core.errors import DomainError
from core.text.formatting import format_day
from core.values.dates import DateRange
from core.values.half_days import HalfDay, days_of, range_of
from hosting.calendars.errors import (
    HalfDaysClosedError,
    HalfDaysTakenError,
    NightsClosedError,
    NightsTakenError,
    SeatsTakenError,
    SessionFullError,
)
from hosting.calendars.models import Session, is_shut, is_shut_on
from hosting.calendars.selectors.availability import (
    desks_on,
    free_desks,
    free_units,
    unheld_units,
)
from hosting.cohosts.models import CoHost
from hosting.offers.choices.lists import OfferKind
from hosting.offers.errors import (
    HostLimitError,
    NoneLeftError,
    NoneLeftSinceError,
    StockTakenError,
    StockTakenSinceError,
)
from hosting.offers.models.activities import Activity
from hosting.offers.models.goods import Product
from hosting.offers.models.offers import Offer
from hosting.offers.models.rates import MOST_DAYS_DUE, Rate
from hosting.offers.models.stay_prices import PriceSeason
from hosting.offers.models.stays import Stay, Unit
from hosting.offers.models.workspaces import Workspace
from hosting.offers.presenters.price_lines import format_season_dates
from hosting.offers.selectors.local_times import has_ended
from hosting.requests.actions.request_rules import enforce_request_rules
from hosting.requests.errors import (
    BeyondLimitsError,
    CoHostedOfferError,
    DatesNeededError,
    DeskTooSmallError,
    DueDatePastError,
    DueDateTooLateError,
    HalfDaysNeededError,
    NotRequestableError,
    OfferClosedError,
    OutOfSeasonError,
    OwnOfferError,
    PartyTooLargeError,
    PartyTooSmallError,
    PastDateError,
    RateOfOtherOfferError,
    SeasonMinimumError,
    SessionOverError,
    TooFarError,
    TooFewNightsError,
    TooManyHalfDaysError,
    TooManyNightsError,
    TooSoonError,
    UnitTooSmallError,
    WorkspaceShutError,
)
from hosting.requests.models.requests import Proposal, Request, RequestDraft, RequestTerms


def check_limits(offer: Offer, draft: RequestDraft, *, by: User) -> None:
    """Refuse what the host doesn't receive. `offer` is of its own kind and locked."""
    if offer.kind == OfferKind.TIP:
        raise NotRequestableError
    _check_asker(offer, by)
    if not Offer.objects.public().filter(pk=offer.pk).exists():
        raise OfferClosedError
    if isinstance(offer, Product):
        _check_stock(offer, draft.quantity or 1)
    else:
        _check_party(offer, draft.party)
    if draft.rate is not None and draft.rate.offer_id != offer.pk:
        raise RateOfOtherOfferError
    if isinstance(offer, Activity) and (draft.session is not None or not offer.is_on_request):
        _check_session(offer, draft.session, draft.party)
    elif isinstance(offer, Workspace):
        _check_half_days(offer, draft.half_days)
    elif offer.kind in {OfferKind.STAY, OfferKind.ACTIVITY}:
        _check_dates(offer, draft.dates)
    if draft.rate is not None and draft.dates is not None:
        _check_season_minimum(draft.rate.price_seasons, draft.dates)


def _check_asker(offer: Offer, by: User) -> None:
    """Nobody is on both sides of a request."""
    if offer.host_id == by.pk:
        raise OwnOfferError
    if CoHost.objects.answering(by).filter(offer=offer.pk).exists():
        raise CoHostedOfferError


def refusal_of(
    offer: Offer, *, dates: DateRange | None, adults: int, children: int
) -> DomainError | None:
    """What would refuse these nights and people, whoever asks for them.

    None where neither the host nor a rule of the community would. `offer` is of its own kind.
    Sessions are chosen one by one: of an activity only the party is looked at.
    """
    party, terms = adults + children, Request(adults=adults, children=children)
    try:
        if not isinstance(offer, Product):
            _check_party(offer, party)
        if isinstance(offer, (Stay, Workspace)):
            _check_capacity(offer, party)
        if isinstance(offer, Stay) and dates is not None:
            _check_dates(offer, dates)
            terms.unit = unit_for(offer, party=party, dates=dates)
            terms.check_in, terms.check_out = dates.check_in, dates.check_out
        enforce_request_rules(terms, offer)
    except DomainError as refusal:
        return refusal
    return None


def refusals_of(
    offer: Offer,
    *,
    dates: DateRange | None,
    party: int,
    session: Session | None = None,
    quantity: int | None = None,
    rate: Rate | None = None,
    half_days: Collection[HalfDay] = (),
) -> list[DomainError]:
    """All that the host doesn't receive of these nights and people, each limit once.

    `offer` is of its own kind. `dates` is None where nothing is asked for by dates. Of a product
    only the `quantity` is looked at.
    """
    if isinstance(offer, Product):
        return _refusals_by([partial(_check_stock, offer, quantity or 1)])
    checks: list[Callable[[], None]] = [partial(_check_party, offer, party)]
    if isinstance(offer, (Stay, Workspace)):
        checks.append(partial(_check_capacity, offer, party))
    if isinstance(offer, Workspace) and half_days:
        checks.append(partial(_check_half_days, offer, half_days))
    if isinstance(offer, Activity) and session is not None:
        checks.append(partial(_check_session, offer, session, party))
    if dates is not None:
        checks.append(partial(_check_when, offer, dates))
    if dates is not None and isinstance(offer, Stay):
        checks.append(partial(_check_length, offer, dates))
    if dates is not None and rate is not None:
        checks.append(partial(_check_season_minimum, rate.price_seasons, dates))
    return _refusals_by(checks)


def check_proposal(
    proposal: Proposal, before: RequestTerms, *, by_host: bool, despite_limits: bool = False
) -> None:
    """Refuse what can't take place, and what the host doesn't receive.

    Of the host's limits only those are looked at that touch what differs from `before`, the terms
    that lay on the table. A host may go beyond their own limits `despite_limits`, once they have
    read which, but neither into the past nor over what is taken.
    Raises a refusal, or BeyondLimitsError where the host hasn't confirmed it.
    """
    _check_possible(proposal)
    refusals = _refusals_by(_changed_limits(proposal, before))
    own = [one for one in refusals if by_host and isinstance(one, HostLimitError)]
    if others := [one for one in refusals if one not in own]:
        raise others[0]
    if own and not despite_limits:
        raise BeyondLimitsError(limits=", ".join(one.limit_in_words for one in own))


def _check_possible(proposal: Proposal) -> None:
    """It lies ahead, and nobody else has these nights, seats or goods."""
    if proposal.due_date is not None:
        _check_due_date(proposal, proposal.due_date)
    if proposal.is_past:
        raise PastDateError if proposal.session is None else SessionOverError
    if proposal.unit is not None and proposal.half_days:
        _check_half_days_unheld(proposal.unit, proposal.chosen_half_days)
    elif proposal.unit is not None and proposal.dates is not None:
        _check_unheld(proposal.unit, proposal.dates)
    if proposal.session is not None:
        _check_seats(proposal.session, proposal.party)
    product = proposal.request.offer.specific if proposal.quantity is not None else None
    if isinstance(product, Product) and proposal.quantity is not None:
        left = product.stock
        if left is not None and left < proposal.quantity:
            raise StockTakenSinceError(left=left) if left else NoneLeftSinceError


def _check_due_date(proposal: Proposal, due_date: date) -> None:
    """What is done or brought in return: neither before today nor a year after the end."""
    today = timezone.localdate()
    if due_date < today:
        raise DueDatePastError
    ends = proposal.session.ends_at.date() if proposal.session else proposal.check_out
    last = (ends or today) + timedelta(days=MOST_DAYS_DUE)
    if due_date > last:
        raise DueDateTooLateError(last=_day(last))


def _changed_limits(proposal: Proposal, before: RequestTerms) -> list[Callable[[], None]]:
    """The checks of what somebody has changed."""
    if proposal.half_days:
        return _changed_half_days(proposal, before)
    offer, dates, unit = proposal.request.offer.specific, proposal.dates, proposal.unit
    has_new_party = proposal.party != before.party
    has_new_dates, has_new_unit = dates != before.dates, proposal.unit_id != before.unit_id
    checks: list[tuple[bool, Callable[[], None]]] = [
        (has_new_party, partial(_check_party, offer, proposal.party))
    ]
    if unit is not None:
        is_new = has_new_party or has_new_unit
        checks.append((is_new, partial(_check_beds, unit, proposal.party)))
    if dates is not None:
        is_new_day = proposal.check_in != before.check_in
        checks += [
            (is_new_day, partial(_check_notice, offer, dates)),
            (has_new_dates, partial(_check_horizon, dates)),
            (has_new_dates, partial(_check_season, offer, dates.nights)),
        ]
    if dates is not None and unit is not None:
        checks += [
            (has_new_dates, partial(_check_length, unit.stay, dates)),
            (has_new_dates, partial(_check_season_minimum, proposal.price_seasons, dates)),
            (has_new_dates or has_new_unit, partial(_check_open, unit, dates)),
        ]
    return [check for is_new, check in checks if is_new]


def _changed_half_days(proposal: Proposal, before: RequestTerms) -> list[Callable[[], None]]:
    """The same where a workspace is asked for."""
    workspace, unit = proposal.request.offer.specific, proposal.unit
    half_days = proposal.chosen_half_days
    has_new_party, has_new_unit = (
        proposal.party != before.party,
        proposal.unit_id != before.unit_id,
    )
    has_new_days = proposal.half_days != before.half_days
    checks: list[tuple[bool, Callable[[], None]]] = [
        (has_new_party, partial(_check_party, workspace, proposal.party)),
        (has_new_days, partial(_check_half_days, workspace, half_days)),
    ]
    if unit is not None:
        checks += [
            (has_new_party or has_new_unit, partial(_check_desk, unit, proposal.party)),
            (has_new_days or has_new_unit, partial(_check_days_open, unit, half_days)),
        ]
    return [check for is_new, check in checks if is_new]


def _refusals_by(checks: Iterable[Callable[[], None]]) -> list[DomainError]:
    """All that these checks refuse, in their order, each sentence once."""
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


def desk_for(offer: Offer, *, party: int, half_days: Collection[HalfDay]) -> Unit | None:
    """The smallest desk or room for so many that is free; None of what isn't a workspace.

    Raises PartyTooLargeError, HalfDaysTakenError or HalfDaysClosedError.
    """
    if not isinstance(offer, Workspace):
        return None
    _check_capacity(offer, party)
    large_enough = offer.units.sleeping(party)
    unit: Unit | None = free_desks(large_enough, half_days).first()
    if unit is None:
        open_ones = desks_on(large_enough, half_days)
        raise HalfDaysTakenError if not open_ones.exists() else HalfDaysClosedError
    return unit


def _check_party(offer: Offer, party: int) -> None:
    if party < max(offer.party_min, 1):
        raise PartyTooSmallError(least=max(offer.party_min, 1))
    most = min(offer.party_max or settings.HOSTING_PARTY_LIMIT, settings.HOSTING_PARTY_LIMIT)
    if party > most:
        raise PartyTooLargeError(most=most)


def _check_stock(product: Product, quantity: int) -> None:
    if product.stock is not None and product.stock < quantity:
        raise StockTakenError(left=product.stock) if product.stock else NoneLeftError


def _check_capacity(offer: Stay | Workspace, party: int) -> None:
    largest = offer.units.order_by("-sleeps").first()
    if largest is None or largest.sleeps < party:
        raise PartyTooLargeError(most=largest.sleeps if largest else 0)


def _check_beds(unit: Unit, party: int) -> None:
    if unit.sleeps < party:
        raise UnitTooSmallError(most=unit.sleeps)


def _check_desk(unit: Unit, party: int) -> None:
    if unit.sleeps < party:
        raise DeskTooSmallError(most=unit.sleeps)


def _check_half_days(workspace: Workspace, half_days: Collection[HalfDay]) -> None:
    if not half_days:
        raise HalfDaysNeededError
    if len(half_days) > settings.HOSTING_HALF_DAYS_LIMIT:
        raise TooManyHalfDaysError(most=settings.HOSTING_HALF_DAYS_LIMIT)
    if has_ended(workspace, min(half_days)):
        raise PastDateError
    dates, days = range_of(half_days), list(days_of(half_days))
    _check_notice(workspace, dates)
    _check_horizon(dates)
    _check_season(workspace, days)
    for day in days:
        if not workspace.is_open_on(day):
            raise WorkspaceShutError(day=format_day(day, weekday=True))


def _check_half_days_unheld(unit: Unit, half_days: Collection[HalfDay]) -> None:
    if unit.night_holds.taking(half_days).exists():
        raise HalfDaysTakenError


def _check_days_open(unit: Unit, half_days: Collection[HalfDay]) -> None:
    if is_shut_on(unit, half_days):
        raise HalfDaysClosedError


def _check_unheld(unit: Unit, dates: DateRange) -> None:
    if unit.night_holds.during(dates).exists():
        raise NightsTakenError


def _check_open(unit: Unit, dates: DateRange) -> None:
    if is_shut(unit, dates):
        raise NightsClosedError


def _check_session(activity: Activity, session: Session | None, party: int) -> None:
    if session is None:
        raise DatesNeededError
    if session.activity_id != activity.pk or not session.is_upcoming:
        raise SessionOverError
    _check_seats(session, party)


def _check_seats(session: Session, party: int) -> None:
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
    _check_notice(offer, dates)
    _check_horizon(dates)
    _check_season(offer, dates.nights)


def _check_notice(offer: Offer, dates: DateRange) -> None:
    first = timezone.localdate() + timedelta(days=offer.notice_days)
    if dates.check_in < first and not offer.notice_days:
        raise PastDateError
    if dates.check_in < first:
        raise TooSoonError(days=offer.notice_days, first=_day(first))


def _check_horizon(dates: DateRange) -> None:
    last = timezone.localdate() + settings.HOSTING_ASK_AHEAD
    if dates.check_out > last:
        raise TooFarError(last=_day(last))


def _check_season(offer: Offer, days: Iterable[date]) -> None:
    if not all(offer.is_in_season(day.month) for day in days):
        raise OutOfSeasonError(first=MONTHS[offer.season_from], last=MONTHS[offer.season_until])


def _day(day: date) -> str:
    return format_day(day)


def _check_length(stay: Stay, dates: DateRange) -> None:
    if len(dates) < stay.min_nights:
        raise TooFewNightsError(least=stay.min_nights)
    if stay.max_nights is not None and len(dates) > stay.max_nights:
        raise TooManyNightsError(most=stay.max_nights)


def _check_season_minimum(seasons: Iterable[PriceSeason], dates: DateRange) -> None:
    """The season of the night of arrival may ask for a longer stay than the offer does."""
    for season in seasons:
        least = season.min_nights or 0
        if season.holds(dates.check_in) and len(dates) < least:
            raise SeasonMinimumError(least=least, dates=format_season_dates(season))
