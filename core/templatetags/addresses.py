"""Addresses that depend on the page one stands on."""

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.urls import translate_url
from django.utils.safestring import SafeString

register = template.Library()

HERE = SafeString(' aria-current="page"')
ELSEWHERE = SafeString("")


@register.simple_tag(takes_context=True)
def switch_language_url(context: Context, code: str) -> str:
    """This page in another language; a page that knows better has `alternates` in its context."""
    alternates: dict[str, str] = context.get("alternates") or {}
    if code in alternates:
        return alternates[code]
    request: HttpRequest | None = context.get("request")
    return _translated(request.get_full_path(), code) if request else f"/{code}/"


@register.simple_tag(takes_context=True)
def current(context: Context, url: str) -> SafeString:
    """The mark of the place where we are: this page, or a part of it."""
    request: HttpRequest | None = context.get("request")
    place = url.partition("#")[0]
    here = request is not None and place == url and request.path.startswith(place)
    return HERE if here else ELSEWHERE


def _translated(url: str, code: str) -> str:
    """Django translates what it can resolve; on a page that isn't there only the prefix changes."""
    translated = translate_url(url, code)
    _, prefix, *rest = url.split("/", 2)
    if translated == url and prefix in dict(settings.LANGUAGES):
        return "/".join(["", code, *rest])
    return translated
