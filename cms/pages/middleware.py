"""Redirects of editors that lead somewhere: what leads round in a circle is not found instead."""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect

MOST_HOPS = 5

logger = logging.getLogger(__name__)


class RedirectsThatEnd(RedirectMiddleware):
    """Wagtail follows one redirect at a time, so two of them can send a browser to and fro.

    The innermost middleware takes no part in async: all that surround it run in the one thread of
    the request then, instead of waking one each (docs/adr/0045).
    """

    async_capable = False

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        answer: HttpResponse = super().process_response(request, response)
        if answer is response or not _leads_round(request, answer.headers["Location"]):
            return answer
        logger.warning("The redirect of %s leads round in a circle.", request.path)
        return response


def _leads_round(request: HttpRequest, url: str) -> bool:
    """A page that is there ends every way, and so does another house."""
    seen = {Redirect.normalise_path(request.path)}
    way: str | None = url
    for _hop in range(MOST_HOPS):
        if way is None:
            return False
        parts = urlsplit(way)
        if parts.netloc and parts.netloc != request.get_host():
            return False
        path = Redirect.normalise_path(parts.path)
        if path in seen:
            return True
        seen.add(path)
        # Where a redirect sends one from here; nothing where it leads to a page that is there.
        redirect = get_redirect(request, path)
        way = (
            None
            if redirect is None
            or (redirect.redirect_page is not None and redirect.redirect_page.live)
            else redirect.link
        )
    return way is not None
