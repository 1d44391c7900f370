"""Where a state of the list stands: every one has an address that can be shared."""

from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from search.query.criteria import SearchCriteria

LIST: Final = "search:offer-list"
MAP: Final = "search:offer-map"  # GeoJSON
MAP_PAGE: Final = "search:map"


@dataclass(frozen=True, slots=True)
class SearchLink:
    """Another state of the list in words, its address, and how many offers stand there."""

    label: str
    url: str
    count: int | None = None


def search_url(criteria: SearchCriteria, *, page: str = "", name: str = LIST) -> str:
    pairs = criteria.pairs()
    if page:
        pairs.append(("page", page))
    return reverse(name, query=pairs or None)
