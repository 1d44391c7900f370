"""Gzip middleware with a fast level: compressing should take no longer than it saves."""

from __future__ import annotations

import gzip
import secrets

from django.http.request import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware, re_accepts_gzip
from django.utils.cache import patch_vary_headers

# Of zlib's nine the first that looks twice: the page of an offer takes three fifths of the time
# that Django's level 6 takes, and a thirtieth more bytes (`make bench BENCH=pages` prints both).
LEVEL = 4
LEAST_BYTES = 200  # as Django has it: what is shorter gains nothing


class FastGZipMiddleware(GZipMiddleware):
    """Django's own, which can't be told a level; streams are still packed by it."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if not isinstance(response, HttpResponse) or not _should_compress(request, response):
            return super().process_response(request, response)
        patch_vary_headers(response, ("Accept-Encoding",))
        response.content = gzip_compress(response.content, self.max_random_bytes)
        response.headers["Content-Length"] = str(len(response.content))
        response.headers["Content-Encoding"] = "gzip"
        _weaken_etag(response)
        return response


def gzip_compress(content: bytes, most_random: int = 0) -> bytes:
    """A gzip file (RFC 1952) with a name of random length, which hides how well a page packs.

    Whoever can write a part of a page could else guess a secret of it by its length (BREACH,
    http://breachattack.com; countered as Heal-the-BREACH does).
    """
    file = gzip.compress(content, LEVEL, mtime=0)
    if not most_random:
        return file
    name = b"a" * secrets.randbelow(most_random) + b"\0"
    return file[:3] + bytes([gzip.FNAME]) + file[4:10] + name + file[10:]


def _should_compress(request: HttpRequest, response: HttpResponse) -> bool:
    accepted = request.headers.get("Accept-Encoding", "")
    long_enough = len(response.content) >= LEAST_BYTES and "Content-Encoding" not in response
    return long_enough and bool(re_accepts_gzip.search(accepted))


def _weaken_etag(response: HttpResponse) -> None:
    """The same page in other bytes keeps its mark, as a weak one (RFC 9110, section 8.8.1)."""
    etag = response.get("ETag", "")
    if etag.startswith('"'):
        response.headers["ETag"] = f"W/{etag}"
