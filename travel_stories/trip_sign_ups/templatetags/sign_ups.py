"""The link that a council shares, and amounts in sentences."""

from __future__ import annotations

from django import template
from django.conf import settings

from core.text.formatting import format_money
from core.values.money import money_of
from travel_stories.trip_sign_ups.models import SignUp

register = template.Library()


@register.filter
def sign_up_link(sign_up: SignUp) -> str:
    """Without a language: each employee reads the page in the one of their account or browser."""
    return f"{settings.BASE_URL}/s/sign-up/{sign_up.token}/"


@register.filter
def part_in(units: int, currency: str) -> str:
    """Minor units as prices are written elsewhere: `15 €`, `72,50 €`."""
    return format_money(money_of(units, currency))
