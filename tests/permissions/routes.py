"""Every route of the URL configuration, with the parameters that its address takes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import override

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^()]*\)")
ANY_PATH = re.compile(r"\(\(\?:[^()]*\)\*\)|\.\*/?|\^|\$")
"""A path of any length, which is asked for with none; and the ends of an expression."""


@dataclass(frozen=True, slots=True)
class Route:
    """One pattern. Several may have one name, and some of Wagtail have none."""

    pattern: str
    """In English, with the parameters as the configuration writes them."""
    name: str
    """`namespace:name`, or the pattern with a slash in front where it has none."""

    @property
    def params(self) -> list[str]:
        return [one or other for one, other in PARAMETER.findall(self.pattern)]

    def path(self, values: Mapping[str, Any]) -> str:
        """The address in English. `reverse` knows no route without a name.

        Raises:
            KeyError: a parameter without a value.
        """
        filled = PARAMETER.sub(lambda found: str(values[found[1] or found[2]]), self.pattern)
        return f"/{ANY_PATH.sub('', filled)}".replace("\\", "")


def all_routes() -> list[Route]:
    """In the order in which they are tried."""
    with override("en"):
        return list(_walk(get_resolver().url_patterns, "", ()))


def _walk(
    patterns: Sequence[URLPattern | URLResolver], before: str, spaces: tuple[str, ...]
) -> Iterator[Route]:
    for one in patterns:
        written = f"{before}{one.pattern}"
        if isinstance(one, URLResolver):
            inner = (*spaces, one.namespace) if one.namespace else spaces
            yield from _walk(one.url_patterns, written, inner)
        else:
            name = ":".join([*spaces, one.name]) if one.name else f"/{written}"
            yield Route(pattern=written, name=name)
