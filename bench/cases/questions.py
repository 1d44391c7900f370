"""What is asked while the search is measured, and how long it takes, also sent by hand."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from statistics import median, quantiles
from typing import Any, Final
from unittest.mock import patch
from urllib.parse import urlsplit

from django.db import connection

from bench.corpora import TODAY
from bench.corpora.land import TOURS
from core.values.geo import Box
from hosting.offers.choices.lists import Facet
from search.query.contract import Engine
from search.query.engine_results import Area
from search.query.offer_query import Near, OfferQuery, Starts

WARM_UP, RUNS = 5, 30
FRANCE: Final = Box(south=41.3, west=-5.2, north=51.1, east=9.6)
TEXT: Final = "maison"
FULL: Final = OfferQuery(
    today=TODAY,
    text=TEXT,
    near=(Near("Tours", TOURS, 30),),
    dates=(Starts(TODAY + timedelta(days=40), TODAY + timedelta(days=43), 2),),
    adults=2,
    chosen={Facet.NEED: frozenset({"work", "cot"})},
)
WIDEST: Final = OfferQuery(today=TODAY)
MAP: Final = OfferQuery(today=TODAY, inside=(FRANCE,))
ACROSS, MOST_PINS = 12, 100


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of many runs."""

    middle: float
    slowest: float  # of 95 in a hundred

    @classmethod
    def of(cls, ask: Callable[[], object], *, runs: int = RUNS) -> Times:
        """After some that don't count."""
        (times,) = cls.in_turn(ask, runs=runs)
        return times

    @classmethod
    def in_turn(
        cls, *asks: Callable[[], object], runs: int = RUNS, warm_up: int = WARM_UP
    ) -> list[Times]:
        """One after the other again and again: what else the machine does slows down all alike."""
        taken: list[list[float]] = [[] for _ in asks]
        for turn in range(warm_up + runs):
            for own, ask in zip(taken, asks, strict=True):
                began = time.perf_counter()
                ask()
                if turn >= warm_up:
                    own.append((time.perf_counter() - began) * 1_000)
        return [cls(round(median(own), 2), round(quantiles(own, n=20)[-1], 2)) for own in taken]


class Overheard:
    """What an engine sends while it answers one question, ready to be sent again by hand."""

    def __init__(self, engine: Engine, query: OfferQuery) -> None:
        self.sent: list[tuple[Any, ...]] = []
        self.engine = engine
        with self._listening():
            engine.search(query)

    def _listening(self) -> AbstractContextManager[Any]:
        transport = getattr(getattr(self.engine, "client", None), "transport", None)
        if transport is None:
            return connection.execute_wrapper(self._hear_sql)
        perform = transport.perform_request

        def hear(method: str, target: str, **options: Any) -> Any:
            self.sent.append((method, target, options.get("headers"), options.get("body")))
            return perform(method, target, **options)

        return patch.object(transport, "perform_request", hear)

    def _hear_sql(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.sent.append((sql, params))
        return execute(sql, params, many, context)

    def by_hand(self) -> Callable[[], None]:
        """A function that sends the same again and reads every answer to its end."""
        address = getattr(getattr(self.engine, "address", None), "url", "")
        return Wire(address, self.sent).send if address else self._ask_the_database

    def _ask_the_database(self) -> None:
        with connection.cursor() as cursor:
            for sql, params in self.sent:
                cursor.execute(sql, params)
                if cursor.description:
                    cursor.fetchall()


class Wire:
    """One kept connection to a search node, without any client."""

    def __init__(self, address: str, sent: Sequence[tuple[Any, ...]]) -> None:
        parts = urlsplit(address)
        self.connection = http.client.HTTPConnection(parts.hostname or "", parts.port)
        self.sent = [
            (
                method,
                target,
                {"Content-Type": "application/json"},
                None if body is None else json.dumps(body, default=str).encode(),
            )
            for method, target, _headers, body in sent
        ]

    def send(self) -> None:
        """Everything, in order."""
        for method, target, headers, body in self.sent:
            self.connection.request(method, target, body=body, headers=headers)
            self.connection.getresponse().read()


def as_geojson(area: Area) -> bytes:
    """The answer as a map is given it."""
    pins = [(pin.point, {"id": pin.pk}) for pin in area.pins]
    cells = [(cell.middle, {"count": cell.count}) for cell in area.cells]
    features = [
        {
            "type": "Feature",
            "geometry": {
                "type": "Point",
                "coordinates": [round(point.longitude, 3), round(point.latitude, 3)],
            },
            "properties": data,
        }
        for point, data in (*pins, *cells)
    ]
    data = {"type": "FeatureCollection", "features": features}
    return json.dumps(data, separators=(",", ":")).encode()
