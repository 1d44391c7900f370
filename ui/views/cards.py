"""A card by itself: no script, no cookie, and any page may hold it in a frame."""

from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.csp import CSP
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from core.http.shortcuts import get_or_404
from ui.cards import card_of

HELD_ANYWHERE: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "font-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.NONE],
    "frame-ancestors": ["*"],
}


@require_safe
@xframe_options_exempt
@csp_override(HELD_ANYWHERE)
def card(request, noun, public_id):
    found = get_or_404(card_of(noun, public_id))
    response = render(request, "cards/card.html", {"card": found})
    patch_cache_control(response, public=True, no_cache=True)
    return response
