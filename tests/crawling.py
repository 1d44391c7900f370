"""Every page that somebody reaches, and what sings on it that they must not know."""

import re
from collections import Counter, deque
from datetime import timedelta
from html import unescape
from math import inf
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.test import override_settings
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override

from commons.moderation.selectors import KINDS_KEY
from core.cache.caching import delete_cached
from tests.exhaustive import size

LINK = re.compile(r"""(?:href|src|action|data-src|data-outline|data-url)="([^"#]+)["#]""")
LOCATION = re.compile(r"<loc>([^<]+)</loc>")
SKIPPED = ("/static/", "/media/", "mailto:", "tel:", "data:")
ONE_LANGUAGE = (*SKIPPED, "/fr/")  # a page says in French what it says in English
SHORTEST = 6  # letters of a canary
GROUPING = re.compile(r"[\s.()-]+")  # between the digits of a telephone
# Before a coordinate: 01:41.143210 is the moment at which a page was made, and no longitude.
NO_SECONDS = r"(?<!\d)(?<!\d:)(?<!\d%3A)"
MOST_PAGES = 1000  # a crawl that finds more goes round in a circle, and fails
OF_EACH_SORT = size(1, exhaustive=inf)  # things of one sort are shown by the same template
OF_EACH_FOR_VISITORS = size(8, exhaustive=inf)  # more than the house has of any sort
PAGES_OF_EDITORS = "cms:page"
# A page says the same wherever one came from and wherever its form leads on to.
PASSED_ON = re.compile(r"([?&](?:from|next)=)[^&]*")
FEEDS = tuple(
    f"/en/{noun}/feed.{form}"
    for noun in ("offers", "communities", "stories", "itineraries")
    for form in ("atom", "rss")
)
STARTS = (
    "/fr/",
    "/en/",
    "/sitemap.xml",
    "/robots.txt",
    "/en/me/",
    "/en/me/requests/",
    "/en/me/reports/",
    "/en/coordination/reports/",
    "/en/coordination/reports/?list=asked",  # what begins with a question mark isn't followed
    "/en/coordination/reports/?list=decided",
    "/en/hosting/",
    "/en/trips/",
    "/en/stories/",
    "/en/itineraries/",
    "/cms/",
)


def read_by_programs(client):
    """What programs are led to: each collection, each thing in it, its feeds, dates and cards."""
    start = client.get("/api/v1/").json()
    collections = list(inside(start["collections"].values()))
    found = ["/api/v1/", *inside([start["openapi"]]), *collections, *FEEDS]
    for collection in collections:
        for row in client.get(collection).json()["items"]:
            thing = row.get("offer", row) if collection.endswith("/offers/") else row
            found += [f"{collection}{thing['id']}/", *_beside(thing)]
    return found


def _beside(thing):
    for path in inside([thing["url"]]):
        yield f"/oembed?url=http://testserver{path}"
        yield from (f"{path}{name}" for name in ("feed.atom", "sessions.ics"))


def sort_of(path):
    """The name of the view, by which pages of one sort are counted; editors write each its own."""
    try:
        with override(get_language_from_path(path)):
            name = resolve(path).view_name
    except Resolver404:
        return path
    return path if name == PAGES_OF_EDITORS else name or path


@override_settings(NOTIFICATIONS_WAITING_CACHE_TTL=timedelta(minutes=1))  # pages are many
def crawl(
    client,
    person,
    starts=STARTS,
    post_urls=(),
    skipped=SKIPPED,
    within="",
    answers=None,
    of_each=inf,
    is_read=None,
):
    """Every page that a person reaches by following links, with what it says.

    `presses` are addresses that are posted to as well: what is read by a press and by no link.
    `skipped` are beginnings of addresses that aren't followed: `ONE_LANGUAGE` halves the way.
    `within` are beginnings of the only addresses that are: a control reads where a canary has to
    sing, and nothing else.
    `answers` are those of an earlier crawl in the same rows, which this one reads and adds to.
    `of_each` is how many pages of one view are read for each parameter that addresses bring it, or
    without any: a page that brings nothing new is passed by.
    `is_read` says of the name of a view whether links to its pages are followed.
    """
    client.logout()
    delete_cached(KINDS_KEY)  # the header of each page counts what waits of these
    if person is not None:
        client.force_login(person)
    answers = {} if answers is None else answers
    seen, waiting, pages, sorts = set(), deque(starts), {}, Counter()
    while waiting:
        assert len(pages) < MOST_PAGES, f"the crawl has no end; it waits at {waiting[0]}"
        url = waiting.popleft()
        known_as = PASSED_ON.sub(r"\1", url)
        if known_as in seen or url.startswith(skipped) or not url.startswith(within):
            continue
        seen.add(known_as)
        parts = urlsplit(url)
        view = sort_of(parts.path)
        if is_read and url not in starts and not is_read(view):
            continue
        brought = [(view, name) for name in parse_qs(parts.query) or [""]]
        if all(sorts[one] >= of_each for one in brought):
            continue
        sorts.update(brought)
        location, body = _answer(client, url, answers)
        if location:
            waiting.append(location)
            continue
        pages[url] = unescape(body)
        waiting.extend(inside(LINK.findall(body) + LOCATION.findall(body)))
    return pages | {f"POST {url}": post_response(client, url) for url in post_urls}


def _answer(client, url, answers):
    """Where an address leads on to, or else what its page says.

    Whoever brings no cookie but the one against forged forms can't be told from anybody else, so
    what they are answered is asked of the site once.
    """
    is_anybody = client.cookies.keys() <= {settings.CSRF_COOKIE_NAME}
    if is_anybody and url in answers:
        return answers[url]
    response = client.get(url)
    assert response.status_code < 500, url
    if response.status_code in {301, 302}:
        answer = response.url, ""
    else:
        answer = "", response.getvalue().decode(errors="replace")
    if is_anybody:
        answers[url] = answer
    return answer


def post_response(client, url):
    response = client.post(url, {"reason": "A crawl"})
    assert response.status_code < 500, url
    return unescape(response.getvalue().decode(errors="replace"))


def inside(links):
    """Addresses of this server, without its name."""
    for link in links:
        path = re.sub(r"^https?://(testserver|localhost)(:\d+)?", "", unescape(link))
        if path.startswith("/") and not path.startswith("//"):
            yield path


def leaks(pages, canaries):
    """Which canary sings on which page.

    None is so short that a token drawn by chance spells it on one page of many.
    """
    assert all(len(canary) >= SHORTEST for canary in canaries.values() if canary.isalnum())
    return sorted((url, name) for url, body in pages.items() for name in _names_on(body, canaries))


def _names_on(body, canaries):
    """Names of the canaries that sing on a page, which is prepared once for all of them.

    A telephone sings however its digits are grouped, a coordinate where no clock says it.
    """
    ungrouped = GROUPING.sub("", body)
    for name, canary in canaries.items():
        if canary not in (ungrouped if "telephone" in name else body):
            continue
        is_coordinate = name.endswith(("latitude", "longitude"))
        if not is_coordinate or re.search(NO_SECONDS + re.escape(canary), body):
            yield name
