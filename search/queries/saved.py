"""Saved searches on the desk, in what a person takes along, and what is new in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.queries import personal_data
from commons.accounts.queries.notices import register_subjects
from commons.accounts.queries.panels import Panel, register_on_desk
from hosting.models import Offer
from search.engine.contract import Engine
from search.enums import Order
from search.models import SavedSearch
from search.queries.listing import question_of
from search.queries.wishes import Wishes

ROWS: Final = 5
SALT: Final = "search.quiet"


def news_for(saved: SavedSearch, wishes: Wishes, engine: Engine) -> list[Offer]:
    """What fits and was published since the last look, the latest first; a page at most."""
    query = question_of(replace(wishes, order=Order.NEWEST))
    pks = [hit.pk for hit in engine.search(query).hits]
    offers = Offer.objects.public().filter(pk__in=pks, first_published_at__gt=saved.looked_at)
    return list(offers.order_by("-first_published_at", "pk"))


def quiet_token(saved: SavedSearch) -> str:
    """Whoever has the mail may end the mails, without coming in."""
    return signing.dumps(saved.public_id, salt=SALT)


def by_quiet_token(token: str) -> SavedSearch | None:
    try:
        public_id = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return SavedSearch.objects.select_related("owner").filter(public_id=public_id).first()


def desk_panels(person: User) -> Iterator[Panel]:
    """Nothing where nobody keeps a search."""
    if rows := list(SavedSearch.objects.visible_to(person)[:ROWS]):
        yield Panel(
            title=_("My searches"),
            template="search/parts/desk_searches.html",
            rows=rows,
            url=reverse("search:saved-list"),
            more=_("All my searches"),
        )


def searches_of(person: User) -> list[dict[str, Any]]:
    fields = ("public_id", "name", "query", "mails", "created_at", "looked_at")
    return list(SavedSearch.objects.visible_to(person).values(*fields))


register_on_desk(desk_panels)
register_subjects(SavedSearch.objects.select_related("owner"))
personal_data.register("searches", searches_of, covers=["search.savedsearch.owner"])
