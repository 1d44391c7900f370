"""What search engines read of editorial pages: schema.org and DATAtourisme as JSON-LD."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from cms.models import DestinationPage, HomePage
from cms.queries.pictures import picture_of
from hosting.queries.linked_data import CONTEXT
from hosting.queries.told import absolute

type Node = dict[str, Any]


def home_data(home: HomePage, request: HttpRequest) -> Node:
    """The site, and the address that it is searched at."""
    url = absolute(str(home.get_url(request)))
    search = f"{absolute(reverse('search:offer-list'))}?q={{words}}"
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
    url, picture = absolute(str(destination.get_url(request))), picture_of(destination.photo)
    tellers = [
        {"@type": "Organization", "name": one.name, "url": absolute(one.get_absolute_url())}
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
    return node | ({"image": absolute(picture.url)} if picture else {})
