"""The contract of search in plain Python: slow, obvious, and what every engine is compared with."""

from collections import Counter
from datetime import timedelta

from hosting.enums import Facet
from search.documents import OfferDocument
from search.engine.question import NEW_FOR, OfferQuery, Starts
from search.enums import Order


def fits(document: OfferDocument, query: OfferQuery) -> bool:
    return not lacks(document, query)


def lacks(document, query):
    """The facets that aren't met, and "all" for anything else that isn't."""
    missing = {facet for facet in Facet if not meets(document, query, facet)}
    if not (lies(document, query) and takes(document, query) and is_free(document, query)):
        missing.add("all")
    return missing


def meets(document, query, facet):
    chosen, values = query.of(facet), document.tags.get(facet, frozenset())
    return chosen <= values if facet.holds_all else not chosen or bool(chosen & values)


def lies(document, query):
    if (query.near or query.inside) and document.point is None:
        return False
    if query.near and metres(document, query) > query.near.km * 1_000:
        return False
    return not query.inside or any(
        box.south <= document.point.latitude <= box.north
        and box.west <= document.point.longitude <= box.east
        for box in query.inside
    )


def metres(document, query):
    if query.near is None or document.point is None:
        return None
    return document.point.distance_to(query.near.point)


def takes(document, query):
    return query.party is None or document.party_min <= query.share <= document.party_max


def is_free(document, query):
    return not query.dates or any(is_free_for(document, query, starts) for starts in query.dates)


def is_free_for(document, query, starts: Starts):
    if any(
        starts.first <= seats.day <= starts.latest_day and seats.seats >= query.share
        for seats in document.seats
    ):
        return True
    if not document.min_nights <= starts.nights <= document.max_nights:
        return False
    first = max(starts.first, query.today + timedelta(days=document.notice_days))
    length = timedelta(days=starts.nights)
    return any(
        room.sleeps >= query.share
        and max(first, span.check_in) <= min(starts.last, span.check_out - length)
        for room in document.rooms
        for span in room.spans
    )


def fresh(document, query):
    return max(0, NEW_FOR - (query.today - document.published_on).days)


def in_order(documents, query):
    """Everything that fits, in the order of a question without text."""
    found = [document for document in documents if fits(document, query)]
    return sorted(found, key=lambda document: key(document, query))


def key(document, query):
    draw = (document.draws[query.draw], document.pk)
    if query.order == Order.NEWEST:
        return (-document.published_on.toordinal(), *draw)
    if query.near is not None:
        distance = metres(document, query)
        near = () if query.order == Order.DISTANCE else (-fresh(document, query),)
        return (distance, *near, *draw)
    return (-fresh(document, query), *draw)


def facets(documents, query):
    counts = {facet: Counter() for facet in Facet}
    for document in documents:
        missing = lacks(document, query)
        for facet in Facet:
            if not missing or (missing == {facet} and not facet.holds_all):
                counts[facet].update(document.tags.get(facet, ()))
    return {facet: dict(counter) for facet, counter in counts.items()}
