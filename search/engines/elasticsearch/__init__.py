"""Search on a server of its own, for those who outgrow one machine."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext, suppress
from typing import Final

from django.utils.translation import gettext_lazy as _

from search.engines.address import Address
from search.engines.elasticsearch.building import ElasticBuilding
from search.engines.elasticsearch.connection import answering, connect, require_whole
from search.engines.elasticsearch.indices import Indices
from search.engines.elasticsearch.queries import ElasticQuery
from search.engines.elasticsearch.stories import ElasticStories
from search.engines.elasticsearch.writing import actions_of, send
from search.query.contract import Batch
from search.query.engine_results import Area, Health, Hits, Stamp
from search.query.errors import IndexUnfitError, SearchDownError
from search.query.offer_query import OfferQuery

TO_WRITE: Final = 20.0  # seconds: nobody waits for it but a job
READ_ONLY: Final = _(
    "The index is read-only and accepts no changes: the disk may be "
    "full. Free some space, then try again."
)
MOST_STAMPS: Final = 10_000  # in one request


class ElasticEngine:
    """The engine behind one address. With `refresh`, what was written is found at once: for tests.

    Otherwise it is found within a second.
    """

    name = "elasticsearch"

    def __init__(self, address: Address, *, refresh: bool = False) -> None:
        self.address = address
        self.refresh = refresh
        self.client = connect(address)
        self.writer = self.client.options(request_timeout=TO_WRITE)
        self.indices = Indices(self.client, address.prefix)
        self.stories = ElasticStories(self.client, self.writer, address.prefix)

    def session(self) -> nullcontext[ElasticEngine]:
        """It keeps nothing from one question to the next."""
        return nullcontext(self)

    def search(self, query: OfferQuery) -> Hits:
        with answering():
            return self._asking().hits(query)

    def first_pages(self, queries: Sequence[OfferQuery]) -> list[Hits]:
        with answering():
            asking = self._asking()
            return [asking.hits(query, counted=False) for query in queries]

    def count(self, queries: Sequence[OfferQuery]) -> list[int]:
        with answering():
            return self._asking().totals(queries)

    def area(self, query: OfferQuery, *, across: int, most: int) -> Area:
        with answering():
            return self._asking().area(query, across=across, most=most)

    def write(self, batch: Batch) -> None:
        """First into the one that is being built: should it take over meanwhile, it has it all."""
        actions = actions_of(batch)
        with answering():
            for alias in self.indices.building():
                with suppress(IndexUnfitError):  # finished just now, or thrown away
                    send(self.writer, alias, actions)
            self.indices.require_fit()
            send(self.writer, self.address.prefix, actions, refresh=self.refresh)

    def stamps(self, *, after: int, limit: int) -> list[Stamp]:
        """From the beginning on, with all that was written until now."""
        with answering():
            self.indices.require_fit()
            if not after:
                self.writer.indices.refresh(index=self.address.prefix)
            stamps: list[Stamp] = []
            while len(stamps) < limit:
                size = min(limit - len(stamps), MOST_STAMPS)
                page = self._stamps(stamps[-1].pk if stamps else after, size)
                stamps += page
                if len(page) < size:
                    break
            return stamps

    def build(self) -> ElasticBuilding:
        with answering():
            return ElasticBuilding(
                self.writer, self.address.prefix, look_again=self.indices.look_again
            )

    def health(self) -> Health:
        try:
            with answering():
                self.indices.require_fit()
                count = self.client.count(index=self.address.prefix)
                require_whole(count)
                reason = str(READ_ONLY) if self.indices.is_blocked() else ""
        except IndexUnfitError as refusal:
            return Health(answers=False, reason=str(refusal), is_outdated=self._is_outdated())
        except SearchDownError as refusal:
            return Health(answers=False, reason=str(refusal))
        return Health(answers=True, documents=count["count"], reason=reason)

    def _is_outdated(self) -> bool:
        try:
            with answering():
                return bool(self.indices.live())
        except SearchDownError:
            return False

    def _asking(self) -> ElasticQuery:
        asking = ElasticQuery(self.client, self.address.prefix, self.address.timeout)
        self.indices.require_fit()  # takes its time from the same patience
        return asking

    def _stamps(self, after: int, size: int) -> list[Stamp]:
        found = self.writer.search(
            index=self.address.prefix,
            sort=[{"pk": "asc"}],
            search_after=[after],
            size=size,
            source=False,
            docvalue_fields=[{"field": "pk"}, {"field": "fingerprint"}],
            allow_partial_search_results=False,
        )
        fields = [hit["fields"] for hit in found["hits"]["hits"]]
        return [Stamp(one["pk"][0], one["fingerprint"][0]) for one in fields]
