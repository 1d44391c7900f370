"""Permissions that nobody holds by running the site: they belong to whoever is on duty."""

from __future__ import annotations

_names: set[str] = set()


def register_duty_permissions(*names: str) -> None:
    """Let the rules of these permissions decide for superusers as for everybody else.

    Where contacts of people in an emergency are read, each reader is one whom the coordination has
    named, and running the site is no reason to read them.
    """
    _names.update(names)


def is_duty_permission(name: str) -> bool:
    return name in _names
