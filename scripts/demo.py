"""The demonstration: a server and a worker with its clock, that start and end with this command."""

import sys
import time
import urllib.error
import urllib.request
from functools import partial
from pathlib import Path

from demo.accounts import described
from scripts import debian, messages
from scripts.cli import RefusalError, echo, localized, run_command
from scripts.demo_database import environment, prepare
from scripts.machine import ROOT, VAR, require_free_port, wanted_port
from scripts.processes import Child, start, stop, stop_on_signals, wait_until

FOLDER = VAR / "demo"
BIN = Path(sys.executable).parent
DIRECTLY = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # never by a proxy
PATIENCE_TO_START = 60
PATIENCE_TO_STOP = 4  # a job that is cut short is still promised in the outbox


def main() -> None:
    """Prepare what is missing, start the server, and stay until it is stopped."""
    stop_on_signals()
    port = wanted_port()
    require_free_port(port)
    messages.compile_all()
    debian.wish_for(
        debian.PANGO,
        "PDF files aren’t available: some libraries are missing.",
        "Fichiers PDF indisponibles : il manque des bibliothèques.",
    )
    prepare(FOLDER)
    address = f"http://localhost:{port}"
    children: list[Child] = []
    try:
        children += [start_server(FOLDER, port), start_worker(FOLDER, address)]
        _wait_for_answer(port, children)
        switch = f"{address}/{localized('en/emergency', 'fr/urgence')}/coordination/"
        mail = (FOLDER / "mail").relative_to(ROOT)
        echo(
            f"\nHirondelle is running at {address}/",
            f"\nHirondelle est en ligne : {address}/",
        )
        print(f"\n{described(localized('en', 'fr'))}\n")
        echo(
            "It includes a dormant emergency. "
            f"Log in as Nadia Belkacem to declare or end it: {switch}\n",
            "Une urgence en sommeil y est prête. "
            f"Nadia Belkacem peut la déclarer et y mettre fin : {switch}\n",
        )
        print(
            localized(
                f"Emails aren’t sent: they’re saved in {mail}. Press Ctrl-C to stop.",
                f"Aucun courriel n’est envoyé : ils sont enregistrés dans {mail}. "
                "Ctrl-C arrête tout.",
            ),
            flush=True,
        )
        while True:
            time.sleep(0.5)
            _require_running(children)
    except KeyboardInterrupt:
        echo("\nStopping…", "\nArrêt…")
    finally:
        stop(children, PATIENCE_TO_STOP)


def start_server(folder: Path, port: int) -> Child:
    """One process answers, photographs and style sheets included."""
    return start(
        "server",
        [
            BIN / "granian",
            *("--interface", "asginl", "--workers", "1"),
            *("--host", "127.0.0.1", "--port", str(port)),
            "config.asgi:application",
        ],
        log=folder / "log" / "server.log",
        environment=environment(folder) | {"BASE_URL": f"http://localhost:{port}"},
        cwd=ROOT,
    )


def start_worker(folder: Path, address: str) -> Child:
    """One worker does the jobs and looks at the clock."""
    return start(
        "worker",
        [
            BIN / "celery",
            *("-A", "config", "worker", "--pool", "solo", "--loglevel", "WARNING"),
            *("--beat", "--schedule", folder / "clock"),
            *("--without-gossip", "--without-mingle", "--without-heartbeat"),
        ],
        log=folder / "log" / "worker.log",
        environment=environment(folder) | {"BASE_URL": address},
        cwd=ROOT,
    )


def _wait_for_answer(port: int, children: list[Child]) -> None:
    def settled() -> bool:
        return answers(port) or not all(child.is_running() for child in children)

    wait_until(settled, within=PATIENCE_TO_START)
    _require_running(children)
    if not answers(port):
        raise RefusalError("The server doesn’t respond.", "Le serveur ne répond pas.")


def answers(port: int) -> bool:
    """Does a site stand at this port and say that it lives?"""
    try:
        with DIRECTLY.open(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _require_running(children: list[Child]) -> None:
    for child in children:
        if not child.is_running():
            print(child.last_words(), file=sys.stderr)
            raise RefusalError(
                f"The {child.name} stopped unexpectedly. See its output above.",
                f"Le processus {child.name} s’est arrêté de façon inattendue. "
                "Voir sa sortie ci-dessus.",
            )


if __name__ == "__main__":
    sys.exit(run_command(partial(main)))
