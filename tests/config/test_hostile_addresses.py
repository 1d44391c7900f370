"""Whatever an address says, the answer is a page, a refusal in words, and never a failure."""

from collections import Counter
from contextlib import suppress
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import override

from tests.exhaustive import size
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
    "tags": "<p " * 1_000,  # from 1,000 signs on Django looks at them as at an attack
    "year-zero": "0000-00-00",
    "far-day": "9999-12-31",
}

# A page, and a name by itself, is asked for every so many values, and each has its turn.
EVERY = size(4, exhaustive=1)

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


def in_turn(some, place):
    """Addresses or names whose turn it is with the value at this place of the list."""
    return [one for number, one in enumerate(some) if (number + place) % EVERY == 0]


@pytest.mark.parametrize(("place", "value"), list(enumerate(HOSTILE.values())), ids=HOSTILE)
def test_no_page_fails_over_what_its_address_says(client, place, value):
    """Each page with all names at once, the searching ones with each name alone too."""
    StayFactory()
    client.raise_request_exception = False
    query = urlencode(dict.fromkeys(NAMES, value), errors="surrogatepass")
    asked = [f"{path}?{query}" for path in in_turn(ADDRESSES, place)]
    alone = [urlencode({name: value}, errors="surrogatepass") for name in in_turn(NAMES, place)]
    asked += [f"{path}?{one}" for path in ("/api/v1/offers/", "/oembed") for one in alone]

    failed = [address[:60] for address in asked if client.get(address).status_code not in ANSWERS]

    assert failed == []


@pytest.mark.parametrize(
    ("some", "least"),
    [pytest.param(ADDRESSES, 100, id="pages"), pytest.param(NAMES, 30, id="names")],
)
def test_every_page_and_every_name_is_asked_for_several_values(some, least):
    turns = Counter(one for place in range(len(HOSTILE)) for one in in_turn(some, place))

    assert len(some) > least
    assert set(turns) == set(some)
    assert min(turns.values()) >= len(HOSTILE) // EVERY


def test_a_null_character_in_a_path_is_refused_in_words(client):
    answer = client.get("/en/itineraries/x%00/files/%00/")

    assert (answer.status_code, "we couldn’t process what you sent" in answer.content.decode()) == (
        400,
        True,
    )


@pytest.mark.parametrize("path", ["/en/", "/en/me/data/", "/api/v1/offers/"])
def test_a_null_character_in_a_cookie_is_refused_in_words(client, path):
    client.raise_request_exception = False

    answer = client.get(path, headers={"Cookie": f'{settings.SESSION_COOKIE_NAME}="a\\000b"'})

    assert (answer.status_code, "we couldn’t process what you sent" in answer.text) == (400, True)
