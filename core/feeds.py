"""Atom and RSS that stay readable whatever people wrote: see `core.xml`."""

from typing import Any

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

from core.xml import sayable


class _Sayable(SyndicationFeed):
    """Django refuses to write a sign that XML can't hold, and the whole feed with it."""

    def __init__(self, **words: Any) -> None:
        super().__init__(**_all_sayable(words))

    def add_item(self, *args: Any, **words: Any) -> None:
        super().add_item(*map(_sayable, args), **_all_sayable(words))


class Atom(_Sayable, Atom1Feed):
    """Atom (RFC 4287)."""


class Rss(_Sayable, Rss201rev2Feed):
    """RSS 2.0."""


def _all_sayable(words: dict[str, Any]) -> dict[str, Any]:
    return {name: _sayable(value) for name, value in words.items()}


def _sayable(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_sayable(one) for one in value]
    return sayable(value) if isinstance(value, str) else value
