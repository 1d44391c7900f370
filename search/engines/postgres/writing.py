"""Putting offers into an index, and taking them out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from django.db import connection

from search.engines.grid import CLOSEST, tile_of
from search.engines.postgres.facet_columns import Tags, combination_id, facet_column_values
from search.engines.postgres.tables import Names, rows, run
from search.engines.postgres.vectors import document_terms
from search.engines.postgres.vocabulary import Vocabulary
from search.index.documents import OfferDocument
from search.query.contract import Batch

HALF: Final = 1 << 31  # a draw is 32 bits without a sign, a column 32 bits with one
NOTHING: Final = r"\N"


class Writer:
    """Writes into the tables of one generation. Somebody else holds the lock."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def write(self, batch: Batch) -> Vocabulary:
        """Whatever is newer in the index stays as it is. Returns what the words' counts become."""
        held = self._held([*batch.gone, *(document.pk for document in batch.documents)])
        documents = [one for one in batch.documents if held.get(one.pk, 0) <= batch.version]
        gone = [pk for pk in batch.gone if held.get(pk, 0) <= batch.version]

        learned = self._remove([pk for pk in (*gone, *(one.pk for one in documents)) if pk in held])
        self._copy("gone", (f"{pk}\t{batch.version}" for pk in gone))
        self._insert(documents, batch.version, learned, known=held)
        return learned

    def _held(self, pks: Sequence[int]) -> dict[int, int]:
        """The versions that are there, also of what was taken away."""
        return dict(
            rows(
                f"SELECT id, version FROM {self.names['offer']} WHERE id = ANY(%(pks)s) "
                f"UNION ALL SELECT id, version FROM {self.names['gone']} WHERE id = ANY(%(pks)s)",
                {"pks": list(pks)},
            )
        )

    def _remove(self, pks: Sequence[int]) -> Vocabulary:
        learned = Vocabulary()
        if not pks:
            return learned
        for (terms,) in rows(
            f"DELETE FROM {self.names['text']} WHERE id = ANY(%s) "
            "RETURNING tsvector_to_array(vector)",
            [list(pks)],
        ):
            learned.forget(terms)
        for name in ("offer", "free", "gone"):
            run(f"DELETE FROM {self.names[name]} WHERE id = ANY(%s)", [list(pks)])
        return learned

    def _insert(
        self,
        documents: Sequence[OfferDocument],
        version: int,
        learned: Vocabulary,
        *,
        known: Iterable[int],
    ) -> None:
        filing = [facet_column_values(document.tags) for document in documents]
        offers, texts = [], []
        for document, drawers in zip(documents, filing, strict=True):
            where: Sequence[Any] = (NOTHING,) * 3
            if point := document.point:
                where = (point.latitude, point.longitude, interleaved(*tile_of(point, CLOSEST)))
            columns = (
                *(document.pk, *where, document.party_min, document.party_max),
                document.published_on.toordinal(),
                *map(combination_id, drawers),
                *(draw - HALF for draw in document.draws),
                *(document.host, version, document.fingerprint),
            )
            offers.append("\t".join(map(str, columns)))
            document_data = document_terms(document)
            learned.learn(document_data, again=document.pk in known)
            texts.append(f"{document.pk}\t{document_data.vector}")
        self._copy("offer", offers)
        self._copy("text", texts)
        self._copy("free", (line for document in documents for line in _free(document)))
        self._name({tags for drawers in filing for tags in drawers})

    def _copy(self, name: str, lines: Iterable[str]) -> None:
        """Nothing in a line has to be escaped: numbers, and words of letters and digits."""
        if content := "".join(f"{line}\n" for line in lines):
            with (
                connection.wrap_database_errors,  # Django does it for every statement but this one
                connection.cursor() as cursor,
                cursor.copy(f"COPY {self.names[name]} FROM STDIN") as copy,
            ):
                copy.write(content)

    def _name(self, combos: set[Tags]) -> None:
        """What is in a combination: one row for each of its values."""
        tags = sorted((combination_id(combo), *tag) for combo in combos for tag in combo)
        if tags:
            numbers, facets, values = map(list, zip(*tags, strict=True))
            run(
                f"INSERT INTO {self.names['tag']} (combo, facet, tag) "
                "SELECT * FROM unnest(%s::bigint[], %s::text[], %s::text[]) ON CONFLICT DO NOTHING",
                [numbers, facets, values],
            )


def interleaved(x: int, y: int) -> int:
    """Column and row of a tile as one number: two bits less are the tile of one zoom less."""
    return _spread(x) | _spread(y) << 1


def _spread(number: int) -> int:
    """A nought before each bit of 16."""
    number = (number | number << 8) & 0x00FF00FF
    number = (number | number << 4) & 0x0F0F0F0F
    number = (number | number << 2) & 0x33333333
    return (number | number << 1) & 0x55555555


def uninterleaved(tile: int) -> tuple[int, int]:
    """Column and row again."""
    return _gather(tile), _gather(tile >> 1)


def _gather(number: int) -> int:
    number &= 0x55555555
    number = (number | number >> 1) & 0x33333333
    number = (number | number >> 2) & 0x0F0F0F0F
    number = (number | number >> 4) & 0x00FF00FF
    return (number | number >> 8) & 0x0000FFFF


def _free(document: OfferDocument) -> Iterator[str]:
    pk = document.pk
    limits = f"{document.notice_days}\t{document.min_nights}\t{document.max_nights}"
    for room in document.rooms:
        for span in room.spans:
            first, until = span.check_in.toordinal(), span.check_out.toordinal()
            yield f"{pk}\t{first}\t{until}\t{room.sleeps}\t{limits}"
    for seats in document.seats:
        day = seats.day.toordinal()
        yield f"{pk}\t{day}\t{day}\t{seats.seats}\t{limits}"
