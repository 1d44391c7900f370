"""Whoever answers a request with a list: our engines with and without understanding, and others."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, Protocol

from django.db import connection
from wagtail.search.backends import get_search_backend

from bench.corpora.making import TODAY
from bench.models import PlainOffer
from bench.relevance.measures import DEEP
from bench.relevance.offers import body_of
from bench.relevance.questions import Request
from search.index.documents import OfferDocument
from search.query.contract import Engine
from search.query.offer_query import LONGEST_TEXT, OfferQuery
from search.query.query_parser import parse_query
from search.results.selectors.result_rings import rings

WORDS: Final = re.compile(r"\w+")


class System(Protocol):
    """Answers with the keys of offers, the best first, at most 50."""

    name: str

    def answer(self, request: Request) -> Sequence[int]: ...


class AsTyped:
    """One of our engines, given the text as it is."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.name = f"{engine.name}, as typed"

    def answer(self, request: Request) -> list[int]:
        return [hit.pk for hit in self.engine.search(self.question(request)).hits]

    def question(self, request: Request) -> OfferQuery:
        return OfferQuery(
            today=TODAY, text=request.text[:LONGEST_TEXT], language=request.language, size=DEEP
        )


class Understanding(AsTyped):
    """One of our engines, given what was understood: what a traveller meets."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self.name = engine.name

    def question(self, request: Request) -> OfferQuery:
        plain = super().question(request)
        return parse_query(request.text).put_to(replace(plain, text=request.text))

    def answer(self, request: Request) -> list[int]:
        """Ring after ring, as the page tells them."""
        found: dict[int, None] = {}
        for ring in rings(self.engine, self.question(request)):
            found.update(dict.fromkeys(hit.pk for hit in ring.hits.hits))
        return list(found)[:DEEP]


class FirstRing(Understanding):
    """The same without the wider rings."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self.name = f"{engine.name}, first ring"

    def answer(self, request: Request) -> list[int]:
        return AsTyped.answer(self, request)


class PlainBM25:
    """FTS5 as it comes: `unicode61`, its own BM25, the words or-ed."""

    name = "plain BM25"

    def __init__(self, documents: Sequence[OfferDocument]) -> None:
        self.base = sqlite3.connect(":memory:")
        self.base.execute("CREATE VIRTUAL TABLE offer USING fts5 (title, body)")
        self.base.executemany(
            "INSERT INTO offer (rowid, title, body) VALUES (?, ?, ?)",
            [(one.pk, one.title, body_of(one)) for one in documents],
        )

    def answer(self, request: Request) -> list[int]:
        asked = " OR ".join(f'"{word}"' for word in WORDS.findall(request.text))
        statement = "SELECT rowid FROM offer WHERE offer MATCH ? ORDER BY bm25(offer) LIMIT ?"
        return [pk for (pk,) in self.base.execute(statement, [asked, DEEP])]


class ModelSearch:
    """Wagtail's own search library on the database at hand."""

    def __init__(self, documents: Sequence[OfferDocument]) -> None:
        self.name = f"modelsearch ({connection.vendor})"
        self.backend = get_search_backend()
        self.model = PlainOffer
        PlainOffer.objects.all().delete()
        rows = [PlainOffer(pk=one.pk, title=one.title, body=body_of(one)) for one in documents]
        PlainOffer.objects.bulk_create(rows, batch_size=500)
        index = self.backend.get_index_for_model(PlainOffer)
        index.add_items(PlainOffer, rows)

    def answer(self, request: Request) -> list[int]:
        return [offer.pk for offer in self.backend.search(request.text, PlainOffer)[:DEEP]]
