"""What a database needs before anybody can search in it."""

from __future__ import annotations

from hosting.offers.models.offers import Offer
from search.engines.engine_selection import engine
from search.index.models import Change
from search.query.errors import SearchDownError


def prepare_index() -> list[int]:
    """An empty index where there is none, or where the offers of another time are left over.

    Returns the keys of the offers that it lacks. An index of another version stays: a rebuild
    replaces it without a gap. One that doesn't answer is none of a migration's business.
    """
    offers = list(Offer.objects.public().values_list("pk", flat=True))
    try:
        health = engine().health()
        if health.answers and (offers or not health.documents):
            return []
        if health.is_outdated:
            return []
        engine().build().finish()
    except SearchDownError:
        return []
    Change.objects.all().delete()
    return offers
