"""Addresses that depend on the page one stands on."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.urls import translate_url
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

register = template.Library()

HERE = SafeString(' aria-current="page"')
ELSEWHERE = SafeString("")


@dataclass(frozen=True, slots=True)
class Version:
    """The page one stands on, in one of the languages of the site."""

    code: str
    name: str
    url: str
    is_here: bool


@register.simple_tag(takes_context=True)
def page_in_languages(context: Context) -> list[Version]:
    """This page in each language; a page that knows better has `alternates` in its context."""
    here = get_language()
    known: dict[str, str] = context.get("alternates") or {}
    request: HttpRequest | None = context.get("request")
    return [
        Version(code, _(name), known.get(code) or _address_in(code, request, here), code == here)
        for code, name in settings.LANGUAGES
    ]


@register.simple_tag(takes_context=True)
def current(context: Context, url: str) -> SafeString:
    """The mark of the place where we are: this page, or a part of it."""
    request: HttpRequest | None = context.get("request")
    place = url.partition("#")[0]
    here = request is not None and place == url and request.path.startswith(place)
    return HERE if here else ELSEWHERE


def _address_in(code: str, request: HttpRequest | None, here: str | None) -> str:
    if request is None:
        return f"/{code}/"
    url = request.get_full_path()
    return url if code == here else _translated(url, code)


def _translated(url: str, code: str) -> str:
    """Django translates what it can resolve; on a page that isn't there only the prefix changes."""
    translated = translate_url(url, code)
    _, prefix, *rest = url.split("/", 2)
    if translated == url and prefix in dict(settings.LANGUAGES):
        return "/".join(["", code, *rest])
    return translated
