"""Communes of a territory, by what somebody typed of their name."""

from __future__ import annotations

from collections.abc import Sequence

from commons.geography.gazetteer import ARTICLES, fold, words_of
from commons.geography.models import Locality


def communes_named(text: str, department_codes: Sequence[str]) -> list[Locality]:
    """Communes of these departments whose name begins with the words of `text`, largest first.

    Capitals, accents, hyphens and the article of the name don't count.
    """
    typed = _words(text)
    if not typed or not department_codes:
        return []
    communes = Locality.objects.present().filter(country="FR", department_code__in=department_codes)
    rows = communes.order_by("-population", "pk").values_list("pk", "name")
    length = len(typed)
    keys = [
        pk
        for pk, name in rows
        if typed in (words[:length] for words in (_words(name), _without_article(name)))
    ]
    found = Locality.objects.in_bulk(keys)
    return [found[key] for key in keys]


def is_named(locality: Locality, text: str) -> bool:
    """Whether the whole name was typed."""
    typed = _words(text)
    return typed in (_words(locality.name), _without_article(locality.name))


def _words(text: str) -> list[str]:
    return [fold(word) for word in words_of(text)]


def _without_article(name: str) -> list[str]:
    words = words_of(name)
    return _words(" ".join(words[1:] if words and words[0] in ARTICLES else words))
