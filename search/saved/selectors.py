"""What is new in a saved search, and links that end its mails."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from core.security.tokens import InvalidTokenError, read_signed_value, sign_value
from hosting.offers.models.offers import Offer
from search.query.contract import Engine
from search.query.criteria import SearchCriteria
from search.query.states import Order
from search.results.presenters.listing import question_of
from search.saved.models import SavedSearch

SALT: Final = "search.quiet"


def news_for(saved: SavedSearch, criteria: SearchCriteria, engine: Engine) -> list[Offer]:
    """What fits and was published since the last look, the latest first; a page at most."""
    query = question_of(replace(criteria, order=Order.NEWEST))
    pks = [hit.pk for hit in engine.search(query).hits]
    offers = Offer.objects.public().filter(pk__in=pks, first_published_at__gt=saved.looked_at)
    return list(offers.order_by("-first_published_at", "pk"))


def unsubscribe_token(saved: SavedSearch) -> str:
    """Whoever has the mail may end the mails, without coming in."""
    return sign_value(saved.public_id, salt=SALT)


def saved_search_from_token(token: str) -> SavedSearch | None:
    try:
        public_id = read_signed_value(token, salt=SALT)
    except InvalidTokenError:
        return None
    return SavedSearch.objects.select_related("owner").filter(public_id=public_id).first()
