"""The heart of an offer."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import template
from django.template.context import RequestContext

from hosting.favourites.presenters import press_url
from hosting.favourites.selectors import favourite_ids

register = template.Library()


@register.inclusion_tag("favourites/parts/heart.html", takes_context=True)
def heart(
    context: RequestContext,
    public_id: str,
    title: str,
    kept: Collection[str] | None = None,
    *,
    in_words: bool = False,
) -> dict[str, Any]:
    """A button that keeps an offer or keeps it no more; for a visitor the way to an account.

    `kept` are the public ids of what the reader keeps; without it one read finds out.
    """
    request = context["request"]
    back = request.get_full_path()
    if kept is None:
        kept = favourite_ids(request.user, [public_id])
    return {
        "public_id": public_id,
        "title": title,
        "is_kept": public_id in kept,
        "is_member": request.user.is_authenticated,
        "press_url": press_url(public_id, back=back),
        "back": back,
        "in_words": in_words,
        "csrf_token": context.get("csrf_token"),
    }
