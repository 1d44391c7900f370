"""A search node for as long as a block lasts: the one that is named, or one of our own."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.machine import ROOT
from scripts.words import say

BESIDE = ROOT.parent / "shared" / "search-node"
HEAP = "2g"


@contextmanager
def search_node() -> Iterator[str]:
    """Its address; empty, with a sentence, where none can be had."""
    run = Path(os.environ.get("SEARCH_NODE") or BESIDE) / "run"
    if named := os.environ.get("ELASTICSEARCH_URL"):
        yield named
    elif run.is_file():
        with _own_node(run) as address:
            yield address
    else:
        say("No search node: Elasticsearch isn't measured.", "Elasticsearch : aucun nœud.")
        yield ""


@contextmanager
def _own_node(run: Path) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        options = ("--daemon", "--port", "0", "--data", folder, "--heap", HEAP)
        subprocess.run([run, *options], check=True, stdout=subprocess.DEVNULL)
        try:
            yield (Path(folder) / "ready").read_text().splitlines()[0].strip()
        finally:
            subprocess.run([run, "stop", "--data", folder], check=True, stdout=subprocess.DEVNULL)
