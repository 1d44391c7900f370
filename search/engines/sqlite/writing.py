"""Putting offers into an index, and taking them out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection, transaction

from core.values.geo import Point
from hosting.offers.choices.lists import Facet
from search.engines.facet_combinations import combination_of
from search.engines.grid import CLOSEST, GATHERED, tile_of
from search.engines.sqlite.nearby import tokens_of
from search.engines.sqlite.tables import COMBOS, FIELDS, MICRO, names_of
from search.index.documents import OfferDocument
from search.index.documents.offers import LABELLED
from search.query.contract import Batch
from search.query.words import indexed, vocabulary

IN_ONE = 500  # keys in one statement

type Tile = tuple[int, int, int, int, int]  # column, row, offers, sums of both degrees


class Writer:
    """Writes into the tables of one generation."""

    def __init__(self, generation: int) -> None:
        self.names = names_of(generation)

    @transaction.atomic
    def write(self, batch: Batch) -> None:
        """Whatever is newer in the index stays as it is."""
        pks = [*batch.gone, *(document.pk for document in batch.documents)]
        newer, known = self._known(pks, batch.version)
        documents = [document for document in batch.documents if document.pk not in newer]
        gone = [pk for pk in batch.gone if pk not in newer]
        self._remove([pk for pk in (*gone, *(one.pk for one in documents)) if pk in known])
        self._insert_many("gone", ((pk, batch.version) for pk in gone), verb="REPLACE")
        self._insert(documents, batch.version)
        self._learn([one for one in documents if one.pk not in known])

    def _known(self, pks: Sequence[int], version: int) -> tuple[set[int], set[int]]:
        """Which of them were written or taken away by a newer batch, and which are there at all."""
        newer, known = set(), set()
        for some in _parts(pks):
            marks = ", ".join(["%s"] * len(some))
            with connection.cursor() as cursor:
                cursor.execute(
                    f"SELECT id, version FROM {self.names['offer']} WHERE id IN ({marks}) "
                    "UNION ALL "
                    f"SELECT id, version FROM {self.names['gone']} WHERE id IN ({marks})",
                    [*some, *some],
                )
                for pk, held in cursor.fetchall():
                    known.add(pk)
                    if held > version:
                        newer.add(pk)
        return newer, known

    def _count_forms(self, texts: Iterable[Sequence[str]], step: int) -> None:
        """How many offers have each form, whatever its field."""
        counts = Counter(form for fields in texts for form in {*" ".join(fields).split()})
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {self.names['form']} VALUES (%s, %s) ON CONFLICT (form) "
                "DO UPDATE SET offers = offers + excluded.offers",
                [(form, step * count) for form, count in counts.items()],
            )

    def _remove(self, pks: Sequence[int]) -> None:
        self._uncount(pks)
        with connection.cursor() as cursor:
            for name, key in (
                *((name, "id") for name in ("offer", "gone", "span", "seats", "box", "said")),
                ("text", "rowid"),
            ):
                statement = f"DELETE FROM {self.names[name]} WHERE {key} = %s"
                cursor.executemany(statement, [[pk] for pk in pks])

    def _insert(self, documents: Sequence[OfferDocument], version: int) -> None:
        self._insert_many("offer", (_row(document, version) for document in documents))
        self._insert_many(
            "span",
            (
                (one.pk, number, span.check_in.toordinal(), span.check_out.toordinal(), room.sleeps)
                for one in documents
                for number, room in enumerate(one.rooms)
                for span in room.spans
            ),
        )
        most: dict[tuple[int, int], int] = {}  # of several on one day, the one that takes most
        for document in documents:
            for seats in document.seats:
                day = document.pk, seats.day.toordinal()
                most[day] = max(most.get(day, 0), seats.seats)
        self._insert_many("seats", ((*day, count) for day, count in most.items()))
        self._insert_many(
            "box",
            (
                (one.pk, *(point.latitude,) * 2, *(point.longitude,) * 2)
                for one in documents
                if (point := one.point)
            ),
        )
        # Own words and translations in their languages; names of terms and places in the site's.
        texts = {
            one.pk: (
                indexed(one.title, (one.language,)),
                indexed(one.labels, LABELLED),
                indexed(one.around, LABELLED),
                _written_in_each(one),
            )
            for one in documents
        }
        self._insert_many("said", ((pk, *fields) for pk, fields in texts.items()))
        self._count_forms(texts.values(), 1)
        self._insert_many(
            "text",
            ((one.pk, *texts[one.pk], tokens_of(one.point)) for one in documents),
            columns=("rowid", *FIELDS, "tiles"),
        )
        self._count(documents)
        self._gather(
            _tiles_of((one.point.latitude, one.point.longitude) for one in documents if one.point)
        )

    def _count(self, documents: Sequence[OfferDocument]) -> None:
        """How many offers have each combination: what a question without wishes asks for."""
        counts = Counter(
            (facet, document.tags.get(facet, frozenset()))
            for document in documents
            for facet in Facet
        )
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {self.names['combo']} (id, facet, tags, offers) "
                "VALUES (%s, %s, %s, %s) ON CONFLICT (id) "
                "DO UPDATE SET offers = offers + excluded.offers",
                [
                    (number, facet.value, fields, count)
                    for (facet, values), count in counts.items()
                    for number, fields in [combination_of(facet, values)]
                ],
            )

    def _uncount(self, pks: Sequence[int]) -> None:
        for some in _parts(pks):
            marks = ", ".join(["%s"] * len(some))
            with connection.cursor() as cursor:
                cursor.execute(
                    f"SELECT latitude, longitude, {', '.join(COMBOS)} "
                    f"FROM {self.names['offer']} WHERE id IN ({marks})",
                    some,
                )
                found = cursor.fetchall()
                cursor.execute(
                    f"SELECT {', '.join(FIELDS)} FROM {self.names['said']} WHERE id IN ({marks})",
                    some,
                )
                self._count_forms(cursor.fetchall(), -1)
                counts = Counter(combo for _south, _west, *combos in found for combo in combos)
                cursor.executemany(
                    f"UPDATE {self.names['combo']} SET offers = offers - %s WHERE id = %s",
                    [(count, combo) for combo, count in counts.items()],
                )
            points = [(south, west) for south, west, *_combos in found if south is not None]
            self._gather([(x, y, -n, -s, -w) for x, y, n, s, w in _tiles_of(points)])

    def _gather(self, tiles: Iterable[Tile]) -> None:
        """How many offers lie in each tile, and the sum of their points."""
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {self.names['tile']} (x, y, offers, south, west) "
                "VALUES (%s, %s, %s, %s, %s) ON CONFLICT (x, y) DO UPDATE SET "
                "offers = offers + excluded.offers, south = south + excluded.south, "
                "west = west + excluded.west",
                list(tiles),
            )

    def _learn(self, documents: Sequence[OfferDocument]) -> None:
        """Words of offers that are new here."""
        counts = Counter(
            entry
            for document in documents
            for entry in vocabulary(
                *(document.title, document.labels, document.words),
                *(text for _language, text in document.translations),
            )
        )
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {self.names['word']} VALUES (%s, %s, %s) ON CONFLICT (word) "
                "DO UPDATE SET offers = offers + excluded.offers",
                [(*entry, count) for entry, count in counts.items()],
            )

    def _insert_many(
        self,
        name: str,
        rows: Iterable[Sequence[Any]],
        *,
        columns: Sequence[str] = (),
        verb: str = "INSERT",
    ) -> None:
        rows = list(rows)
        if not rows:
            return
        marks = ", ".join(["%s"] * len(rows[0]))
        named = f" ({', '.join(columns)})" if columns else ""
        with connection.cursor() as cursor:
            cursor.executemany(f"{verb} INTO {self.names[name]}{named} VALUES ({marks})", rows)


def _written_in_each(document: OfferDocument) -> str:
    """The forms of the host's own words, then of each translation, in its language."""
    texts = ((document.language, document.words), *document.translations)
    return " ".join(indexed(text, (language,)) for language, text in texts)


def _row(document: OfferDocument, version: int) -> tuple[Any, ...]:
    point = document.point
    tile = tile_of(point, CLOSEST) if point else (None, None)
    where = (point.latitude, point.longitude) if point else (None, None)
    return (
        *(document.pk, version, document.fingerprint, document.host, *where, *tile),
        *(document.party_min, document.party_max, document.notice_days),
        *(document.min_nights, document.max_nights, document.published_on.toordinal()),
        *(combination_of(facet, document.tags.get(facet, ()))[0] for facet in Facet),
        *document.draws,
    )


def _tiles_of(points: Iterable[tuple[float, float]]) -> list[Tile]:
    return [
        (*tile_of(Point(south, west), GATHERED), 1, round(south * MICRO), round(west * MICRO))
        for south, west in points
    ]


def _parts(pks: Sequence[int]) -> Iterator[Sequence[int]]:
    for at in range(0, len(pks), IN_ONE):
        yield pks[at : at + IN_ONE]
