"""Seasons of the rates of a draft. Each keeps its number, so that a repeated press does no harm."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.conf import settings
from django.db import transaction

from commons.accounts.permissions import Actor
from core.permissions import require
from hosting.offers.actions.drafts import lock_draft, save_draft
from hosting.offers.errors import (
    NoSeasonsForRateError,
    SeasonOverlapError,
    TooManySeasonsError,
)
from hosting.offers.models.offers import Offer
from hosting.offers.models.rates import Rate
from hosting.offers.models.stay_prices import PriceSeason
from hosting.offers.presenters.price_lines import format_season_dates
from hosting.offers.selectors.drafts import with_sort_order


@transaction.atomic
def add_season(*, offer: Offer, number: int, season: PriceSeason, by: Actor) -> Offer:
    """Add other amounts for some dates to the rate of this number. Pressed twice, once.

    Raises SeasonOverlapError, TooManySeasonsError or NoSeasonsForRateError.
    """
    require(by, "offers.revise_offer", offer)

    draft = lock_draft(offer)
    rates, rate = _rates_and_one(draft, number)
    if rate is None:
        return draft
    seasons = rate.price_seasons
    if any(replace(one, number=0) == season for one in seasons):
        return draft
    if not rate.has_seasons:
        raise NoSeasonsForRateError
    if len(seasons) >= settings.HOSTING_SEASONS_LIMIT:
        raise TooManySeasonsError(limit=settings.HOSTING_SEASONS_LIMIT)
    _require_no_overlap(season, seasons)

    highest = max((one.number for one in seasons), default=0)
    _write(rate, [*seasons, season.numbered(highest + 1)])
    draft.rates = rates
    return save_draft(draft, verb="season.added", by=by)


@transaction.atomic
def change_season(
    *, offer: Offer, number: int, season_number: int, season: PriceSeason, by: Actor
) -> Offer:
    """Put other dates and amounts in the place of the season with this number.

    Raises SeasonOverlapError.
    """
    require(by, "offers.revise_offer", offer)

    draft = lock_draft(offer)
    rates, rate = _rates_and_one(draft, number)
    if rate is None or all(one.number != season_number for one in rate.price_seasons):
        return draft
    others = [one for one in rate.price_seasons if one.number != season_number]
    _require_no_overlap(season, others)

    _write(rate, [*others, season.numbered(season_number)])
    draft.rates = rates
    return save_draft(draft, verb="season.changed", by=by)


@transaction.atomic
def remove_season(*, offer: Offer, number: int, season_number: int, by: Actor) -> Offer:
    """Let the usual amounts hold again. What was requested and agreed keeps the season."""
    require(by, "offers.revise_offer", offer)

    draft = lock_draft(offer)
    rates, rate = _rates_and_one(draft, number)
    if rate is None:
        return draft

    _write(rate, [one for one in rate.price_seasons if one.number != season_number])
    draft.rates = rates
    return save_draft(draft, verb="season.removed", by=by)


def _rates_and_one(draft: Offer, number: int) -> tuple[list[Rate], Rate | None]:
    """All rates of the draft, and the one of this number among them."""
    rates = with_sort_order(draft.rates.all())
    return rates, next((one for one in rates if one.sort_order == number), None)


def _require_no_overlap(season: PriceSeason, others: Iterable[PriceSeason]) -> None:
    for other in others:
        if season.dates.overlaps(other.dates):
            raise SeasonOverlapError(season=other.label, dates=format_season_dates(other))


def _write(rate: Rate, seasons: Iterable[PriceSeason]) -> None:
    in_order = sorted(seasons, key=lambda season: season.begins)
    rate.seasons = [season.to_json() for season in in_order]
