"""An index on the server that is being built."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from elasticsearch import Elasticsearch

from search.engines.elasticsearch.connection import answering
from search.engines.elasticsearch.indices import Indices
from search.engines.elasticsearch.writing import actions_of, send
from search.query.contract import Batch


class ElasticBuilding:
    """An index without readers. Should the server die, it stays behind for the next `build()`.

    A batch is sent while the next one is read and made ready. One is on its way at a time; what
    the server refused is told at the next step, and at each one after it: such an index never
    answers. Late as it comes, a batch has its version, and takes nothing back that is newer.
    """

    def __init__(
        self, client: Elasticsearch, prefix: str, *, look_again: Callable[[], None]
    ) -> None:
        self.client = client
        self.indices = Indices(client, prefix)
        self.look_again = look_again
        self.index, self.alias = self.indices.create()
        self._messenger = ThreadPoolExecutor(max_workers=1, thread_name_prefix=self.index)
        self._on_its_way: Future[None] | None = None

    def write(self, batch: Batch) -> None:
        """Hands it over, once the one before has arrived."""
        actions = actions_of(batch)
        with answering():
            self._arrive()
            self._on_its_way = self._messenger.submit(send, self.client, self.alias, actions)

    def finish(self) -> None:
        with answering():
            self._messenger.shutdown()
            self._arrive()
            self.indices.make_live(self.index, self.alias)
            self.look_again()

    def abandon(self) -> None:
        """Not before nothing is on its way any more, whatever became of it."""
        self._messenger.shutdown()
        with answering():
            self.indices.drop(self.index)

    def _arrive(self) -> None:
        if self._on_its_way:
            self._on_its_way.result()
