"""What shared links and search engines show of an editorial page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.utils.text import Truncator

from cms.models import DestinationPage, HomePage
from cms.models.languages import TranslatedPage
from cms.queries.linked_data import Node, destination_data, home_data
from hosting.queries.linked_data import CONTEXT
from hosting.queries.told import absolute

KINDS: Final = {"destinationindexpage": "CollectionPage", "themepage": "CollectionPage"}
WORDS: Final = 40


@dataclass(frozen=True, slots=True)
class Shared:
    """The card of a shared link. `url` is the one address of these words."""

    url: str
    title: str
    description: str
    image: str
    data: Node


def shared(page: TranslatedPage, request: HttpRequest) -> Shared:
    """In the words that editors wrote for it, else in those of the page."""
    url = absolute(page.get_url(request))
    title = page.seo_title or page.title
    photo = getattr(page, "photo", None)
    return Shared(
        url=url,
        title=title,
        description=Truncator(page.in_short).words(WORDS),
        image=absolute(photo.picture.to_share) if photo else "",
        data=_data_of(page, request, url),
    )


def _data_of(page: TranslatedPage, request: HttpRequest, url: str) -> Node:
    if isinstance(page, HomePage):
        return home_data(page, request)
    if isinstance(page, DestinationPage):
        return destination_data(page, request)
    return {
        "@context": CONTEXT,
        "@type": KINDS.get(page._meta.model_name or "", "WebPage"),
        "@id": url,
        "url": url,
        "name": page.title,
        "inLanguage": page.locale.language_code,
    }
