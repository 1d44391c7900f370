"""Offers of the site, found again from an address that somebody pasted."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override

from hosting.offers.models.offers import Offer


def link_to(offer: Offer) -> str:
    return f"{settings.BASE_URL}{offer.get_absolute_url()}"


def offer_at(url: str) -> Offer | None:
    """The public offer that this page of ours shows, in whatever language the address is."""
    parts = urlsplit(url)
    if parts.netloc != urlsplit(settings.BASE_URL).netloc:
        return None
    language = get_language_from_path(parts.path)
    if language is None:
        return None
    with override(language):
        try:
            match = resolve(parts.path)
        except Resolver404:
            return None
    if match.view_name != "hosting:offer-detail":
        return None
    return Offer.objects.public().filter(public_id=match.kwargs["public_id"]).first()
