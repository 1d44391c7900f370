"""Addresses that depend on the page one stands on."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from core.ids import ALPHABET, LENGTH

register = template.Library()

HERE = SafeString(' aria-current="page"')
ELSEWHERE = SafeString("")
NAMED: Final = re.compile(rf"(?<=/)([-\w]+-([{ALPHABET}]{{{LENGTH}}}))(?=/)")  # loches-7k3m9xqa


@dataclass(frozen=True, slots=True)
class Version:
    """The page one stands on, in one of the languages of the site."""

    code: str
    name: str
    url: str
    is_here: bool
    is_translated: bool  # in its words, and not in those of another language that stand in for them


@register.simple_tag(takes_context=True)
def page_in_languages(context: Context) -> list[Version]:
    """This page in each language; a page that knows better has `alternates` in its context."""
    here = get_language()
    known: dict[str, str] = context.get("alternates") or {}
    request: HttpRequest | None = context.get("request")
    return [
        Version(
            code,
            _(name),
            known.get(code) or address_in(code, request, here),
            is_here=code == here,
            is_translated=not known or code in known,
        )
        for code, name in settings.LANGUAGES
    ]


@register.simple_tag(takes_context=True)
def current(context: Context, url: str) -> SafeString:
    """The mark of the place where we are: this page, or a part of it."""
    request: HttpRequest | None = context.get("request") or None  # a component gives "" for none
    place = url.partition("#")[0]
    here = request is not None and place == url and request.path.startswith(place)
    return HERE if here else ELSEWHERE


def address_in(code: str, request: HttpRequest | None, here: str | None) -> str:
    """The page of this request in another language; `here` is the one that it is in."""
    if request is None:
        return f"/{code}/"
    url = request.get_full_path()
    if code == here:
        return url
    translated = _translated_url(url, code, request)
    # With the words before each id, which a resolved address has lost: else it would lead on.
    for whole, public_id in NAMED.findall(url):
        translated = translated.replace(f"/{public_id}/", f"/{whole}/", 1)
    # Django translates what it can resolve; on a page that isn't there only the prefix changes.
    _, prefix, *rest = url.split("/", 2)
    if translated == url and prefix in dict(settings.LANGUAGES):
        return "/".join(["", code, *rest])
    return translated


def _translated_url(url: str, code: str, request: HttpRequest) -> str:
    """What `translate_url` returns; the request knows already which route its address matched."""
    match = request.resolver_match
    if match is None:
        return translate_url(url, code)
    with override(code):
        try:
            path = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
        except NoReverseMatch:
            return url
    return urlunsplit(urlsplit(url)._replace(path=path))
