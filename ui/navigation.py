"""What the frame leads to: places in the header, columns in the footer, the bar at the thumb.

The defaults know only URL names and leave out what isn't there yet. A package above registers the
links that editors add to the foot.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, URLResolver, get_resolver, get_urlconf, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from core.cache.caching import delete_cached, get_or_set
from core.registry import Registry


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another page; `icon` names a symbol of the sprite."""

    label: str | Promise
    url: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """Links under one title."""

    title: str | Promise
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Navigation:
    """Everything that the public frame leads to."""

    home: Link
    places: tuple[Link, ...]
    bar: tuple[Link, ...]
    host: Link | None
    desk: Link | None
    search: Link | None
    columns: tuple[Column, ...]
    suggestions: str = ""  # where a field for a place to visit asks; it is a text field without
    notices: tuple[Link, ...] = ()  # the house's own pages, where a page leads nowhere else


@dataclass(frozen=True, slots=True)
class Editorial:
    """What editors add: links for each column of the foot."""

    travel: tuple[Link, ...] = ()
    welcome: tuple[Link, ...] = ()
    cooperative: tuple[Link, ...] = ()


type EditorialReader = Callable[[HttpRequest], Editorial]

_readers = Registry[EditorialReader]()


def register_editorial_links(reader: EditorialReader) -> None:
    """A package registers in its `registrations`; at most one reads."""
    _readers.register(reader)


def editorial_links(request: HttpRequest) -> Editorial:
    """What editors added, in the language of the page. They rarely change it, and every page shows
    it: remembered until `forget_editorial_links`.
    """
    reader = next(iter(_readers), None)
    if reader is None:
        return Editorial()
    key = editorial_key(get_language() or settings.LANGUAGE_CODE)
    return get_or_set(key, partial(reader, request), settings.CMS_LAYOUT_CACHE_TTL)


def forget_editorial_links() -> None:
    """Read anew by the next page, in each language."""
    delete_cached(*(editorial_key(code) for code, _name in settings.LANGUAGES))


def editorial_key(language: str) -> str:
    """Under which name the links of this language are remembered."""
    return f"ui.editorial.{language}"


def default_navigation(*, signed_in: bool, editorial: Editorial | None = None) -> Navigation:
    """Map and stories, the offers, the communities and one's own desk, as far as they exist."""
    addresses = get_resolver(get_urlconf())
    return _navigation(addresses, get_language(), signed_in, editorial or Editorial())


@lru_cache(maxsize=32)  # every page has it; it changes with nothing but what is asked here
def _navigation(
    _addresses: URLResolver, language: str | None, signed_in: bool, editorial: Editorial
) -> Navigation:
    offers = link(_("Offers"), "search:offer-list", icon="search")
    map_of_offers = link(_("Map"), "search:map", icon="map")
    stories = link(_("Stories"), "travel_stories:story-list", icon="stories")
    itineraries = link(_("Itineraries"), "travel_stories:itinerary-list", icon="route")
    trips = link(_("Trips"), "travel_stories:trip-list", icon="route")
    communities = link(_("Communities"), "hosting:community-list", icon="people")
    travel = _present(offers, map_of_offers, stories, itineraries, trips)
    welcome = _present(communities)
    join = _present(_become_host(_("Become a host")))
    columns = (
        Column(_("Travel"), travel + editorial.travel),
        Column(_("Hosting"), welcome + join + editorial.welcome),
        Column(_("The co-operative"), editorial.cooperative),
    )
    if signed_in:
        desk = link(_("My desk"), "notifications:desk", icon="person")
    else:
        desk = link(_("Log in"), "account_login", icon="person")
    suggestions = link(_("Suggestions"), "search:place-suggestions")
    return Navigation(
        home=Link(_("Home"), f"/{language}/"),
        places=_present(map_of_offers, stories, offers, communities, trips),
        bar=_present(map_of_offers, stories, offers),
        host=None if signed_in else _become_host(pgettext("in the head", "Become a host")),
        desk=desk,
        search=link(_("Search by place"), "search:offer-list", icon="search"),
        columns=tuple(column for column in columns if column.links),
        suggestions=suggestions.url if suggestions else "",
        notices=editorial.cooperative,
    )


def _become_host(label: str) -> Link | None:
    """The head leaves it out for members: without a community they find it on their desk."""
    return link(label, "hosting:become-host", icon="house")


def link(label: str | Promise, url_name: str, *, icon: str = "", fragment: str = "") -> Link | None:
    """The link to a named page, or nothing while no such page is wired."""
    try:
        url = reverse(url_name)
    except NoReverseMatch:
        return None
    return Link(label, f"{url}#{fragment}" if fragment else url, icon)


def _present(*links: Link | None) -> tuple[Link, ...]:
    return tuple(link for link in links if link)
