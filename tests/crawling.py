"""Every page that somebody reaches, and what sings on it that they must not know."""

import re
from collections import deque
from html import unescape

LINK = re.compile(r"""(?:href|src|action|data-src|data-outline|data-url)="([^"#]+)["#]""")
LOCATION = re.compile(r"<loc>([^<]+)</loc>")
SKIPPED = ("/static/", "/media/", "mailto:", "tel:", "data:")
ONE_LANGUAGE = (*SKIPPED, "/fr/")  # a page says in French what it says in English
SHORTEST = 6  # letters of a canary
# Before a coordinate: 01:41.143210 is the moment at which a page was made, and no longitude.
NO_SECONDS = r"(?<!\d)(?<!\d:)(?<!\d%3A)"
MOST_PAGES = 1000  # a crawl that finds more goes round in a circle, and fails
CAME_FROM = re.compile(r"([?&]from=)[^&]*")  # a page says the same wherever one came from
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


def crawl(client, person, starts=STARTS, presses=(), skipped=SKIPPED):
    """Every page that a person reaches by following links, with what it says.

    `presses` are addresses that are posted to as well: what is read by a press and by no link.
    `skipped` are beginnings of addresses that aren't followed: `ONE_LANGUAGE` halves the way.
    """
    client.logout()
    if person is not None:
        client.force_login(person)
    seen, waiting, pages = set(), deque(starts), {}
    while waiting:
        assert len(pages) < MOST_PAGES, f"the crawl has no end; it waits at {waiting[0]}"
        url = waiting.popleft()
        known_as = CAME_FROM.sub(r"\1", url)
        if known_as in seen or url.startswith(skipped):
            continue
        seen.add(known_as)
        response = client.get(url)
        assert response.status_code < 500, url
        if response.status_code in {301, 302}:
            waiting.append(response.url)
            continue
        body = response.getvalue().decode(errors="replace")
        pages[url] = unescape(body)
        waiting.extend(inside(LINK.findall(body) + LOCATION.findall(body)))
    return pages | {f"POST {url}": pressed(client, url) for url in presses}


def pressed(client, url):
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
    return sorted(
        (url, name)
        for url, body in pages.items()
        for name, canary in canaries.items()
        if _sings(name, canary, body)
    )


def _sings(name, canary, body):
    """A telephone sings however its digits are grouped, a coordinate where no clock says it."""
    if "telephone" in name:
        return canary in re.sub(r"[\s.()-]", "", body)
    if name.endswith(("latitude", "longitude")):
        return re.search(NO_SECONDS + re.escape(canary), body) is not None
    return canary in body
