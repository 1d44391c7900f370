"""Indices of ours: `<prefix>-<schema>-<number>`. `<prefix>` is the alias of the one that answers.

One that is being built has the alias `<prefix>-building-<number>` and no other.
"""

from __future__ import annotations

import re
import time
from typing import Any, Final

from elasticsearch import Elasticsearch

from search.engines.elasticsearch.documents import described
from search.query.contract import SCHEMA
from search.query.errors import IndexUnfitError, SearchDownError

TO_PLACE: Final = "10s"
LOOK_AGAIN: Final = 5.0  # seconds: a newer version of ours may have built its index meanwhile
SETTINGS: Final = {
    "number_of_shards": 1,
    # What a delete leaves keeps its version for an hour: a batch that comes late, or twice, can't
    # bring back what is gone. After that, the nightly sweep would notice.
    "gc_deletes": "1h",
}
WHILE_BUILDING: Final = {
    "number_of_replicas": 0,
    "refresh_interval": "-1",
    "translog.durability": "async",
}
WHILE_ANSWERING: Final = {
    "auto_expand_replicas": "0-1",  # one, as soon as there is a second server
    "refresh_interval": "400ms",  # a change is to be found within a second
    "translog.durability": "request",
}


class Indices:
    """Their names, and how one takes the place of another."""

    def __init__(self, client: Elasticsearch, prefix: str) -> None:
        self.client = client
        self.prefix = prefix
        self.ours = re.compile(rf"{re.escape(prefix)}-(?P<schema>\d+)-(?P<number>\d+)")
        self._fits_until = 0.0

    def require_fit(self) -> None:
        """Refuse where none answers, or one of another version."""
        if time.monotonic() < self._fits_until:
            return
        if self._schema_of(self.live()) != SCHEMA:
            raise IndexUnfitError
        self._fits_until = time.monotonic() + LOOK_AGAIN

    def look_again(self) -> None:
        """Another one answers from now on."""
        self._fits_until = 0.0

    def live(self) -> str:
        """The index that answers."""
        names = [name for name, aliases in self._known().items() if self.prefix in aliases]
        if not names:
            raise IndexUnfitError
        return names[0]

    def building(self) -> list[str]:
        """Aliases of those that are being built: one, if any."""
        beginning = f"{self.prefix}-building-"
        aliases = [alias for known in self._known().values() for alias in known]
        return [alias for alias in aliases if alias.startswith(beginning)]

    def create(self) -> tuple[str, str]:
        """A new one, and the alias to write it by. What was begun before is thrown away."""
        known = self._known()
        self._drop([name for name, aliases in known.items() if self.prefix not in aliases])
        number = max(map(self._number_of, known), default=0) + 1
        name, alias = f"{self.prefix}-{SCHEMA}-{number}", f"{self.prefix}-building-{number}"
        body = described({**SETTINGS, **WHILE_BUILDING})
        made = self.client.indices.create(index=name, aliases={alias: {}}, timeout=TO_PLACE, **body)
        if not made["shards_acknowledged"]:  # no server has room for it
            self._drop([name])
            raise SearchDownError
        return name, alias

    def make_live(self, name: str, alias: str) -> None:
        """In one step, so that no question ever finds two of them or none."""
        self.client.indices.put_settings(index=name, settings=WHILE_ANSWERING)
        self.client.indices.flush(index=name, wait_if_ongoing=True)
        if not self.client.indices.refresh(index=name)["_shards"]["successful"]:
            raise SearchDownError
        before = [old for old, aliases in self._known().items() if self.prefix in aliases]
        self.client.indices.update_aliases(
            actions=[
                {"remove": {"index": name, "alias": alias, "must_exist": True}},
                *({"remove_index": {"index": old}} for old in before),
                {"add": {"index": name, "alias": self.prefix}},
            ]
        )

    def drop(self, name: str) -> None:
        """Nothing is left of it."""
        self._drop([name])

    def is_blocked(self) -> bool:
        """Whether the server takes no changes, as it does when its disk is nearly full."""
        response = self.client.indices.get_settings(index=self.prefix, name="index.blocks.*")
        blocks = [one["settings"].get("index", {}).get("blocks", {}) for one in response.values()]
        return any("true" in map(str, block.values()) for block in blocks)

    def _drop(self, names: list[str]) -> None:
        if names:
            self.client.indices.delete(index=names, ignore_unavailable=True)

    def _known(self) -> dict[str, Any]:
        response = self.client.indices.get_alias(index=f"{self.prefix}-*", allow_no_indices=True)
        return {
            name: about["aliases"] for name, about in response.items() if self.ours.fullmatch(name)
        }

    def _schema_of(self, name: str) -> int:
        return self._part(name, "schema")

    def _number_of(self, name: str) -> int:
        return self._part(name, "number")

    def _part(self, name: str, part: str) -> int:
        match = self.ours.fullmatch(name)
        return int(match[part]) if match else 0
