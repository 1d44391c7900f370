"""What shared links and search engines show of editorial pages: a card, and JSON-LD."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import Truncator

from cms.blocks.presenters.pictures import picture_of
from cms.pages.models import DestinationPage, HomePage
from cms.pages.models.languages import TranslatedPage
from hosting.offers.schemas import absolute_url
from hosting.public_pages.schemas.linked_data import CONTEXT

type Node = dict[str, Any]

KINDS: Final = {"destinationindexpage": "CollectionPage", "themepage": "CollectionPage"}
WORDS: Final = 40


def home_data(home: HomePage, request: HttpRequest) -> Node:
    """The site, and the address that it is searched at."""
    url = absolute_url(str(home.get_url(request)))
    search = f"{absolute_url(reverse('search:offer-list'))}?q={{words}}"
    return {
        "@context": CONTEXT,
        "@type": "WebSite",
        "@id": url,
        "url": url,
        "name": settings.WAGTAIL_SITE_NAME,
        "description": home.lead,
        "inLanguage": home.locale.language_code,
        "publisher": {"@type": "Organization", "name": settings.WAGTAIL_SITE_NAME, "url": url},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": search},
        },
    }


def destination_data(destination: DestinationPage, request: HttpRequest) -> Node:
    """A place and who tells of it. One read."""
    url, picture = absolute_url(str(destination.get_url(request))), picture_of(destination.photo)
    tellers = [
        {"@type": "Organization", "name": one.name, "url": absolute_url(one.get_absolute_url())}
        for one in destination.tellers
        if one.is_public
    ]
    node: Node = {
        "@context": CONTEXT,
        "@type": ["TouristDestination", "dt:Place"],
        "@id": url,
        "url": url,
        "name": destination.title,
        "description": destination.lead,
        "subjectOf": {"@type": "WebPage", "url": url, "author": tellers},
    }
    return node | ({"image": absolute_url(picture.url)} if picture else {})


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
    url = absolute_url(page.get_url(request))
    title = page.seo_title or page.title
    photo = getattr(page, "photo", None)
    if isinstance(page, HomePage):
        data = home_data(page, request)
    elif isinstance(page, DestinationPage):
        data = destination_data(page, request)
    else:
        data = {
            "@context": CONTEXT,
            "@type": KINDS.get(page._meta.model_name or "", "WebPage"),
            "@id": url,
            "url": url,
            "name": page.title,
            "inLanguage": page.locale.language_code,
        }
    return Shared(
        url=url,
        title=title,
        description=Truncator(page.in_short).words(WORDS),
        image=absolute_url(photo.picture.to_share) if photo else "",
        data=data,
    )
