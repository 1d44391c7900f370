"""Two neighbours who swap houses."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from commons.accounts.models import User
from core.values.dates import DateRange
from hosting.offers.choices.lists import ExchangeMode
from hosting.offers.models.stays import Unit
from hosting.requests.actions.swap_submission import send_swap
from hosting.requests.models.requests import Exchange, Request, RequestDraft
from tests.factories.hosting import MAY, RateFactory, UnitFactory

JUNE = DateRange(date(2027, 6, 7), date(2027, 6, 14))


@dataclass
class Neighbours:
    """The asker of a swap with their own unit, and the unit that they ask for."""

    mine: Unit
    theirs: Unit

    @property
    def asker(self) -> User:
        return self.mine.stay.host

    def draft(self, **changes: Any) -> RequestDraft:
        """For three nights in May; the other host comes for a week in June."""
        exchange = Exchange(self.mine.stay.offer_ptr, JUNE, adults=2)
        facts = {"adults": 2, "message": "Shall we swap?", "dates": MAY, "exchange": exchange}
        rate = self.theirs.stay.rates.filter(mode=ExchangeMode.HOUSE_SWAP).first()
        return RequestDraft(self.theirs.stay.offer_ptr, **(facts | {"rate": rate} | changes))

    def ask(self, **changes: Any) -> Request:
        return send_swap(draft=self.draft(**changes), key=uuid4(), by=self.asker)


def neighbours(mine: Unit | None = None, theirs: Unit | None = None) -> Neighbours:
    """Both stays are published and have a rate for a swap."""
    return Neighbours(mine or home("The barn"), theirs or home("The mill"))


def home(title: str) -> Unit:
    unit = UnitFactory(stay__title=title)
    RateFactory(
        offer=unit.stay, mode=ExchangeMode.HOUSE_SWAP, amount=None, own_name="", name="mode"
    )
    return unit
