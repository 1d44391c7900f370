"""The way back to a page of this site: from what a browser or an address says."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def same_site_path(request: HttpRequest, url: str) -> str:
    """Path and query of a page of this site, or an empty string for any other address."""
    if not url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return ""
    way = urlsplit(url)._replace(scheme="", netloc="", fragment="").geturl()
    # A path of `//example.org/` is another site once nothing stands before it.
    return way if url_has_allowed_host_and_scheme(way, allowed_hosts=None) else ""


def referrer_path(request: HttpRequest) -> str:
    """The page that led here, as far as the browser names it and it is one of this site."""
    return same_site_path(request, request.headers.get("Referer", ""))
