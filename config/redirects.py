"""Redirects of editors that lead somewhere: what leads round in a circle is not found instead."""

from __future__ import annotations

import logging
from http import HTTPStatus
from urllib.parse import urlparse, urlsplit

from django.http import HttpRequest, HttpResponse
from django.utils.encoding import uri_to_iri
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
        if response.status_code != HTTPStatus.NOT_FOUND or not _has_redirect(request):
            return response
        answer: HttpResponse = super().process_response(request, response)
        if answer is response or not _leads_round(request, answer.headers["Location"]):
            return answer
        logger.warning("The redirect from %s loops.", request.path)
        return response


def _has_redirect(request: HttpRequest) -> bool:
    """Whether any site has a redirect from here, spelled in one of the ways that Wagtail looks up.

    One short query, where Wagtail looks for the site first, and asks once for each spelling.
    """
    path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    encoded = {path, urlparse(path).path}
    spellings = encoded | {uri_to_iri(one) for one in encoded}
    return bool(Redirect.objects.filter(old_path__in=sorted(spellings)).exists())


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
