"""The rates of a draft. Each keeps its number, so that a press repeated does no harm."""

from django.conf import settings
from django.db import transaction

from commons.accounts.permissions import Actor
from core.permissions import require
from hosting.offers.actions.drafts import lock_draft, save_draft
from hosting.offers.errors import RateHasSeasonsError, TooManyRatesError
from hosting.offers.models.offers import Offer
from hosting.offers.models.rates import Rate
from hosting.offers.selectors.drafts import with_sort_order


@transaction.atomic
def add_rate(*, offer: Offer, rate: Rate, by: Actor) -> Offer:
    """Add terms that anybody may choose. The same terms pressed twice are added once."""
    require(by, "offers.revise_offer", offer)

    draft = lock_draft(offer)
    rates = with_sort_order(draft.rates.all())
    if any(_terms_data(one) == _terms_data(rate) for one in rates):
        return draft
    if len(rates) >= settings.HOSTING_RATES_LIMIT:
        raise TooManyRatesError(limit=settings.HOSTING_RATES_LIMIT)

    rate.sort_order = max((one.sort_order for one in rates), default=0) + 1
    draft.rates = [*rates, rate]
    return save_draft(draft, verb="rate.added", by=by)


@transaction.atomic
def change_rate(*, offer: Offer, number: int, rate: Rate, by: Actor) -> Offer:
    """Put other terms in the place of those with this number. Its seasons stay.

    Raises RateHasSeasonsError where their amounts would mean something else.
    """
    require(by, "offers.revise_offer", offer)

    draft = lock_draft(offer)
    rates = with_sort_order(draft.rates.all())
    for earlier in (one for one in rates if one.sort_order == number):
        rate.seasons = earlier.seasons
        if earlier.seasons and (rate.unit, rate.currency) != (earlier.unit, earlier.currency):
            raise RateHasSeasonsError

    rate.pk, rate.sort_order = None, number
    draft.rates = [rate if one.sort_order == number else one for one in rates]
    return save_draft(draft, verb="rate.changed", by=by)


@transaction.atomic
def remove_rate(*, offer: Offer, number: int, by: Actor) -> Offer:
    """Take terms away. Agreements that were made on them stand."""
    require(by, "offers.revise_offer", offer)

    draft = lock_draft(offer)

    draft.rates = [one for one in with_sort_order(draft.rates.all()) if one.sort_order != number]
    return save_draft(draft, verb="rate.removed", by=by)


def _terms_data(rate: Rate) -> dict[str, object]:
    """Everything but whose it is and where it stands."""
    own = {"id", "offer", "sort_order"}
    names = [field.name for field in Rate._meta.concrete_fields if field.name not in own]
    return {name: getattr(rate, name) for name in names}
