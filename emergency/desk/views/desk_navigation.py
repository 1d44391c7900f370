"""In which part of the queue somebody works: a press that ends their part leads back to it."""

from django.urls import reverse
from django.utils.http import urlencode

from emergency.desk.presenters.desk import FILTERS, queue_of
from emergency.desk.presenters.queue_navigation import queue_navigation

LIST = "emergency.list"
START = ["all", 1]


def requested_part(query):
    """A part of the queue, from the address; nonsense is all of it."""
    only = query.get("only", "")
    return only if only in FILTERS else "all"


def remember_list(request, only, page):
    """Written only when it changes: looking at the queue costs no question."""
    if request.session.get(LIST, START) != [only, page]:
        request.session[LIST] = [only, page]


def list_url(request, activation):
    only, page = request.session.get(LIST, START)
    address = reverse("emergency:desk", args=[activation.address])
    return f"{address}?{urlencode({'only': only, 'page': page})}"


def list_from(request, desk):
    """The page of the queue from which a request was opened, to stand beside it."""
    only, page = request.session.get(LIST, START)
    return queue_of(desk, request.user, only=only, page=page, with_figures=False)


def navigation_from(request, desk, found, listing):
    url = list_url(request, desk.activation)
    return queue_navigation(found, desk, request.user, listing=listing, url=url)
