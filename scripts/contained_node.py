"""Elasticsearch in a container of Docker or Podman, whichever is here and answers."""

import secrets
import shutil
import subprocess
import urllib.request
from contextlib import suppress
from pathlib import Path

from scripts.cli import RefusalError, echo
from scripts.machine import free_port
from scripts.processes import Child, start, stop, wait_until

ENGINES = ("docker", "podman")
IMAGE = "docker.elastic.co/elasticsearch/elasticsearch:9.2.0"
SHORT_RUNS = "-XX:TieredStopAtLevel=1"  # less processor time where nothing runs for long
SETTINGS = {
    "discovery.type": "single-node",
    "xpack.security.enabled": "false",
    # A laptop's disk that is nearly full would take every write away.
    "cluster.routing.allocation.disk.threshold_enabled": "false",
    "ES_JAVA_OPTS": f"-Xms512m -Xmx512m {SHORT_RUNS}",
}
HEALTHY = "_cluster/health?wait_for_status=yellow&timeout=1s"  # one that was killed first recovers
TO_ANSWER = 20  # seconds for a word of the engine itself
TO_BRING = 600  # for a node, whose image may have to be fetched first


def container_engine() -> str | None:
    """The first one that is here and answers. Of those that don't, it says so."""
    here = [path for name in ENGINES if (path := shutil.which(name))]
    for path in here:
        if _does(path, "info"):
            return path
    if here:
        names = " ".join(Path(path).name for path in here)
        echo(
            f"{names} is installed but doesn’t respond, so no search node can run in a container.",
            f"{names} est installé mais ne répond pas : "
            "le nœud de recherche ne peut pas tourner dans un conteneur.",
        )
    return None


def container_command(engine: str, name: str, port: int, *, is_kept: bool) -> list[str]:
    """One node, on the loopback interface only, without users; it goes with its end, or is kept."""
    given = [word for key, value in SETTINGS.items() for word in ("--env", f"{key}={value}")]
    publish_options = ["--publish", f"127.0.0.1:{port}:9200"]
    end = [] if is_kept else ["--rm"]
    return [engine, "run", *end, "--name", name, *publish_options, *given, IMAGE]


class ContainedNode:
    """One container. Only one that `may_die` stays after its end, until `remove`."""

    def __init__(self, engine: str, logs: Path, *, may_die: bool = False) -> None:
        self.engine = engine
        self.name = f"hirondelle-{secrets.token_hex(4)}"
        self.log = logs / f"{self.name}.log"
        self.running: list[Child] = []
        port = free_port()
        self.address = f"http://127.0.0.1:{port}"
        self.command = container_command(engine, self.name, port, is_kept=may_die)

    def start(self, *, outlives: bool = False) -> Child:
        """Start it, or start it again over what it held; until it answers."""
        echo(f"Starting {IMAGE}…", f"Démarrage de {IMAGE}…")
        child = start("container", self.command, log=self.log, outlives=outlives)
        self.running = [child]
        self.command = [self.engine, "start", "--attach", self.name]
        if not wait_until(self._answers_or_ended, within=TO_BRING) or not child.is_running():
            raise cannot_start(child)
        return child

    def kill(self) -> None:
        """As when the machine is gone: without a goodbye."""
        _does(self.engine, "kill", self.name)
        stop(self.running)

    def remove(self) -> None:
        """End it, and leave nothing of it."""
        stop(self.running, patience=TO_ANSWER)
        _does(self.engine, "rm", "--force", "--volumes", self.name)
        self.log.unlink(missing_ok=True)

    def _answers_or_ended(self) -> bool:
        if not all(child.is_running() for child in self.running):
            return True
        with (
            suppress(OSError),
            urllib.request.urlopen(  # noqa: S310  our own port
                f"{self.address}/{HEALTHY}", timeout=5
            ) as answer,
        ):
            return bool(answer.status == 200)
        return False


def cannot_start(child: Child) -> RefusalError:
    """Its own words above, our sentence below."""
    print(child.last_words())
    return RefusalError(
        "The search node didn’t start. See its output above.",
        "Le nœud de recherche n’a pas démarré. Voir sa sortie ci-dessus.",
    )


def _does(*command: str) -> bool:
    """Does the engine do this, and soon?"""
    with suppress(subprocess.TimeoutExpired):
        ran = subprocess.run(command, capture_output=True, check=False, timeout=TO_ANSWER)
        return ran.returncode == 0
    return False
