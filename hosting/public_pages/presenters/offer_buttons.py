"""Buttons that packages above put on the page of an offer, for whoever reads it."""

from __future__ import annotations

from core.registry import Registry

_templates = Registry[str]()


def register_offer_button(template: str) -> None:
    """A package registers in its `registrations`. The template reads `offer` and the request."""
    _templates.register(template)


def offer_buttons() -> tuple[str, ...]:
    return tuple(_templates)
