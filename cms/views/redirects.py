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
    """Wagtail follows one redirect at a time, so two of them can send a browser to and fro."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        answer: HttpResponse = super().process_response(request, response)
        if answer is response or not _leads_round(request, answer.headers["Location"]):
            return answer
        logger.warning("The redirect of %s leads round in a circle.", request.path)
        return response


def _leads_round(request: HttpRequest, url: str) -> bool:
    """A page that is there ends every way, and so does another house."""
    seen = {Redirect.normalise_path(request.path)}
    for _hop in range(MOST_HOPS):
        parts = urlsplit(url)
        if parts.netloc and parts.netloc != request.get_host():
            return False
        path = Redirect.normalise_path(parts.path)
        if path in seen:
            return True
        seen.add(path)
        redirect = get_redirect(request, path)
        if redirect is None or redirect.link is None or _is_live(redirect):
            return False
        url = redirect.link
    return True


def _is_live(redirect: Redirect) -> bool:
    return redirect.redirect_page is not None and redirect.redirect_page.live
