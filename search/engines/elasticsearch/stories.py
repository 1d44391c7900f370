"""Stories on the server: an index of their own beside that of offers, `<prefix>-stories`."""

from __future__ import annotations

from typing import Any, Final

from elasticsearch import Elasticsearch
from elasticsearch.dsl import (
    Date,
    Document,
    GeoPoint,
    Index,
    Keyword,
    Long,
    MetaField,
    Q,
    Search,
    Text,
)

from search.engines.elasticsearch.analyzers import (
    SITE,
    WRITTEN,
    english,
    french,
    group_of,
    plain,
)
from search.engines.elasticsearch.conditions import either
from search.engines.elasticsearch.connection import answering, require_whole
from search.engines.elasticsearch.indices import SETTINGS, TO_PLACE, WHILE_ANSWERING
from search.engines.elasticsearch.wording import LONG, Wording, words_of
from search.engines.elasticsearch.writing import send
from search.query.engine_results import Stamp
from search.query.errors import SearchDownError
from search.query.story_query import STORY_SCHEMA, StoryBatch, StoryQuery

MOST: Final = 10_000  # stories that a sweep reads
ORDER: Final[list[Any]] = ["_score", {"published_on": "desc"}, {"pk": "asc"}]


def _in_all() -> Text:
    forms = {language: Text(analyzer=own, index_options="freqs") for language, own in SITE.items()}
    return Text(analyzer=plain, index_options="freqs", fields=forms)


class StoryIndex(Document):
    """What Elasticsearch holds of a story; the names of the fields are those of offers."""

    pk = Long()
    fingerprint = Keyword(index=False)
    title_fr, words_fr = Text(analyzer=french), Text(analyzer=french)
    title_en, words_en = Text(analyzer=english), Text(analyzer=english)
    title_plain, words_plain = Text(analyzer=plain), Text(analyzer=plain)
    title_de, title_es, title_it, title_nl = (Text(analyzer=own) for own in WRITTEN.values())
    words_de, words_es, words_it, words_nl = (Text(analyzer=own) for own in WRITTEN.values())
    labels = _in_all()
    around = _in_all()
    points = GeoPoint(multi=True)
    licence = Keyword()
    published_on = Date(format="strict_date")

    class Meta:
        dynamic = MetaField("strict")


class ElasticStories:
    """Raises SearchDownError; an index that is missing is made by the first write."""

    def __init__(self, client: Elasticsearch, writer: Elasticsearch, prefix: str) -> None:
        self.client = client
        self.writer = writer
        self.alias = f"{prefix}-stories"

    def find(self, query: StoryQuery) -> list[int]:
        words = words_of(query.text)
        if not words and not query.inside:
            return []
        with answering():
            found = self._ask(query, Wording(words) if words else None)
            if not found and len(words) >= LONG:
                found = self._ask(query, Wording(words, every=False))
        return found

    def write(self, batch: StoryBatch) -> None:
        with answering():
            self._require_index()
            version = {"version": batch.version, "version_type": "external_gte"}
            actions: list[dict[str, Any]] = []
            for document in batch.documents:
                group = group_of(document.language)
                points = [{"lat": one.latitude, "lon": one.longitude} for one in document.points]
                source = {
                    "pk": document.pk,
                    "fingerprint": document.fingerprint,
                    f"title_{group}": document.title,
                    f"words_{group}": document.words,
                    "labels": document.labels,
                    "around": document.around,
                    "points": points,
                    "licence": document.licence,
                    "published_on": str(document.published_on),
                }
                actions.append({"_id": str(document.pk), "_source": source, **version})
            actions += [{"_op_type": "delete", "_id": str(pk), **version} for pk in batch.gone]
            send(self.writer, self.alias, actions, refresh=True)

    def stamps(self) -> list[Stamp]:
        with answering():
            self._require_index()
            self.writer.indices.refresh(index=self.alias)
            answer = self.writer.search(
                index=self.alias,
                sort=[{"pk": "asc"}],
                size=MOST,
                source=False,
                docvalue_fields=[{"field": "pk"}, {"field": "fingerprint"}],
                allow_partial_search_results=False,
            )
        fields = [hit["fields"] for hit in answer["hits"]["hits"]]
        return [Stamp(one["pk"][0], one["fingerprint"][0]) for one in fields]

    def _ask(self, query: StoryQuery, wording: Wording | None) -> list[int]:
        inside = [
            Q(
                "geo_bounding_box",
                points={
                    "top_left": {"lat": box.north, "lon": box.west},
                    "bottom_right": {"lat": box.south, "lon": box.east},
                },
            )
            for box in query.inside
        ]
        matching = Q(
            "bool",
            must=[wording.clause()] if wording else [],
            filter=[either(inside)] if inside else [],
        )
        search = (
            Search()
            .query(matching)
            .sort(*ORDER)
            .source(False)
            .extra(size=query.size, docvalue_fields=[{"field": "pk"}])
        )
        answer = self.client.search(index=self.alias, body=search.to_dict())
        require_whole(answer)
        return [hit["fields"]["pk"][0] for hit in answer["hits"]["hits"]]

    def _require_index(self) -> None:
        """Made where it is missing; one of an older schema gives way, and a sweep fills the new."""
        name = f"{self.alias}-{STORY_SCHEMA}"
        known = self.writer.options(ignore_status=404).indices.get_alias(name=self.alias)
        names = [] if "error" in known else list(known)
        if names == [name]:
            return
        if names:
            self.writer.indices.delete(index=names, ignore_unavailable=True)
        index = Index("stories")
        index.document(StoryIndex)
        index.settings(**{**SETTINGS, **WHILE_ANSWERING})
        body = dict(index.to_dict())
        made = self.writer.indices.create(
            index=name, aliases={self.alias: {}}, timeout=TO_PLACE, **body
        )
        if not made["shards_acknowledged"]:
            raise SearchDownError
