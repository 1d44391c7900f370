"""oEmbed: whoever is given an address of ours shows its card (https://oembed.com)."""

from typing import Any, Final
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _

from core.api.problems import COMPACT, Flaw, ProblemError, Sort
from core.cards import Card, Pointed, card_of, pointed_at
from core.xml import document

WIDTH: Final = 480
HEIGHT: Final = 240
LEAST: Final = 120  # narrower or lower than this, nobody reads it
MOST: Final = 10_000


def oembed(request: HttpRequest) -> HttpResponse:
    """As JSON, or as XML where that is asked for."""
    form = request.GET.get("format", "json")
    if form not in ("json", "xml"):
        raise ProblemError(Sort.OTHER_FORM)
    width = _at_most(request, "maxwidth", WIDTH)
    told = _told(request, width, _at_most(request, "maxheight", HEIGHT))
    if form == "json":
        return JsonResponse(told, json_dumps_params=COMPACT)
    return HttpResponse(_as_xml(told), content_type="text/xml; charset=utf-8")


def _found(request: HttpRequest) -> tuple[Pointed, Card]:
    """What lies under an address of ours, and its card."""
    url = request.GET.get("url", "")
    ours = {request.get_host(), urlsplit(settings.BASE_URL).netloc}
    pointed = pointed_at(url) if _host_of(url) in ours else None
    card = card_of(pointed.noun, pointed.public_id) if pointed else None
    if pointed is None or card is None:
        raise ProblemError(Sort.NOT_FOUND)
    return pointed, card


def _told(request: HttpRequest, width: int, height: int) -> dict[str, Any]:
    pointed, card = _found(request)
    told: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "title": card.title,
        "provider_name": settings.WAGTAIL_SITE_NAME,
        "provider_url": settings.BASE_URL,
        "html": _frame(request, pointed, card, width, height),
        "width": width,
        "height": height,
    }
    return told | ({"author_name": card.author} if card.author else {})


def _frame(request: HttpRequest, pointed: Pointed, card: Card, width: int, height: int) -> str:
    """In the language of the address that was given."""
    with translation.override(pointed.language):
        path = reverse("core:card", args=[pointed.noun, pointed.public_id])
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" frameborder="0"'
        ' sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>',
        *(request.build_absolute_uri(path), card.title, width, height),
    )


def _host_of(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return parts.netloc if parts.scheme in ("http", "https") else ""


def _at_most(request: HttpRequest, name: str, usual: int) -> int:
    """No larger than whoever asks has room for."""
    said = request.GET.get(name, str(usual))
    if not (said.isascii() and said.isdecimal() and LEAST <= int(said[:6]) <= MOST):
        words = _("A number from %(least)s to %(most)s.") % {"least": LEAST, "most": MOST}
        raise ProblemError(Sort.NOT_UNDERSTOOD, errors=[Flaw(name, [words])])
    return min(usual, int(said))


def _as_xml(told: dict[str, Any]) -> bytes:
    root = Element("oembed")
    for name, value in told.items():
        SubElement(root, name).text = str(value)
    return document(root)
