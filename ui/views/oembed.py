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

from core.api.problems import COMPACT_JSON, InvalidParam, ProblemError, ProblemType
from core.text.xml import document
from core.values.numbers import whole_number
from ui.cards import Card, CardTarget, card_of, card_target_at

WIDTH: Final = 480
HEIGHT: Final = 240
LEAST: Final = 120  # narrower or lower than this, nobody reads it
MOST: Final = 10_000


def oembed(request: HttpRequest) -> HttpResponse:
    """As JSON, or as XML where that is asked for."""
    form = request.GET.get("format", "json")
    if form not in ("json", "xml"):
        raise ProblemError(ProblemType.UNSUPPORTED_FORMAT)
    width = _at_most(request, "maxwidth", WIDTH)
    data = _oembed_data(request, width, _at_most(request, "maxheight", HEIGHT))
    if form == "json":
        return JsonResponse(data, json_dumps_params=COMPACT_JSON)
    root = Element("oembed")
    for name, value in data.items():
        SubElement(root, name).text = str(value)
    return HttpResponse(document(root), content_type="text/xml; charset=utf-8")


def _resolve_card(request: HttpRequest) -> tuple[CardTarget, Card]:
    """What lies under an address of ours, and its card."""
    url = request.GET.get("url", "")
    ours = {request.get_host(), urlsplit(settings.BASE_URL).netloc}
    target = card_target_at(url) if _host_of(url) in ours else None
    card = card_of(target.noun, target.public_id) if target else None
    if target is None or card is None:
        raise ProblemError(ProblemType.NOT_FOUND)
    return target, card


def _oembed_data(request: HttpRequest, width: int, height: int) -> dict[str, Any]:
    target, card = _resolve_card(request)
    # In the language of the address that was given.
    with translation.override(target.language):
        path = reverse("core:card", args=[target.noun, target.public_id])
    data: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "title": card.title,
        "provider_name": settings.WAGTAIL_SITE_NAME,
        "provider_url": settings.BASE_URL,
        "html": format_html(
            '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" frameborder="0"'
            ' sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>',
            *(request.build_absolute_uri(path), card.title, width, height),
        ),
        "width": width,
        "height": height,
    }
    return data | ({"author_name": card.author} if card.author else {})


def _host_of(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return parts.netloc if parts.scheme in ("http", "https") else ""


def _at_most(request: HttpRequest, name: str, usual: int) -> int:
    """No larger than whoever asks has room for."""
    asked = whole_number(request.GET.get(name, str(usual)))
    if asked is None or not LEAST <= asked <= MOST:
        words = _("Enter a number from %(least)s to %(most)s.") % {"least": LEAST, "most": MOST}
        raise ProblemError(ProblemType.INVALID_PARAMS, errors=[InvalidParam(name, [words])])
    return min(usual, asked)
