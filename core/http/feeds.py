"""Atom and RSS that stay readable whatever people wrote: see `core.text.xml`."""

from typing import Any

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

from core.text.xml import without_forbidden_characters


class _XmlSafeFeed(SyndicationFeed):
    """Django refuses to write a sign that XML can't hold, and the whole feed with it."""

    def __init__(self, **words: Any) -> None:
        super().__init__(**_xml_safe_values(words))

    def add_item(self, *args: Any, **words: Any) -> None:
        super().add_item(*map(_xml_safe, args), **_xml_safe_values(words))

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """`written_in` is the language of title and description (XML 1.0, 2.12)."""
        language = item.get("written_in")
        return {"xml:lang": language} if language else {}


class Atom(_XmlSafeFeed, Atom1Feed):
    """Atom (RFC 4287)."""


class Rss(_XmlSafeFeed, Rss201rev2Feed):
    """RSS 2.0."""


def _xml_safe_values(words: dict[str, Any]) -> dict[str, Any]:
    return {name: _xml_safe(value) for name, value in words.items()}


def _xml_safe(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_xml_safe(one) for one in value]
    return without_forbidden_characters(value) if isinstance(value, str) else value
