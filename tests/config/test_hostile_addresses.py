"""Whatever an address says, the answer is a page, a refusal in words, and never a failure."""

from contextlib import suppress
from urllib.parse import urlencode

import pytest
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import override

from tests.factories.hosting import StayFactory

pytestmark = pytest.mark.django_db

NAMES = (
    *("q", "place", "km", "at", "bbox", "check_in", "check_out", "flexible", "nights", "weekend"),
    *("adults", "children", "parts", "order", "page", "as_words", "kind", "exchange", "near"),
    *("after", "before", "first", "last", "month", "words", "list", "from", "next", "lang"),
    *("language", "url", "maxwidth", "maxheight", "format", "cursor", "limit", "season", "theme"),
)
HOSTILE = {
    "digits": "1" * 5_000,
    "zeros": "000300" + "0" * 5_000,
    "other-digits": "٣" * 20,
    "minus": "-1",
    "beyond-64-bits": "9" * 19,
    "not-finite": "1e999999,nan",
    "null": "\x00",
    "surrogate": "\ud800",
    "tags": "<p " * 3_000,
    "year-zero": "0000-00-00",
    "far-day": "9999-12-31",
}

ANSWERS = {*range(200, 500), 501}  # the last is what oEmbed asks for where a format is unknown


def public_addresses(patterns=None, prefix=""):
    """Of every page that needs no argument."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLResolver):
            space = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from public_addresses(entry.url_patterns, space)
        elif isinstance(entry, URLPattern) and entry.name and not entry.pattern.converters:
            yield f"{prefix}{entry.name}"


def addresses():
    for name in sorted(set(public_addresses())):
        with suppress(NoReverseMatch), override("en"):
            yield reverse(name)


ADDRESSES = sorted({path for path in addresses() if not path.startswith("/cms/")})


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_no_page_fails_over_what_its_address_says(client, value):
    """Each page with all names at once, the searching ones with each name alone too."""
    StayFactory()
    client.raise_request_exception = False
    query = urlencode(dict.fromkeys(NAMES, value), errors="surrogatepass")
    asked = [f"{path}?{query}" for path in ADDRESSES]
    for path in ("/api/v1/offers/", "/oembed"):
        asked += [f"{path}?{urlencode({name: value}, errors='surrogatepass')}" for name in NAMES]

    failed = [address[:60] for address in asked if client.get(address).status_code not in ANSWERS]

    assert len(asked) > 100
    assert failed == []


def test_a_null_character_in_a_path_is_refused_in_words(client):
    answer = client.get("/en/itineraries/x%00/files/%00/")

    assert (answer.status_code, "could not be read" in answer.content.decode()) == (400, True)
