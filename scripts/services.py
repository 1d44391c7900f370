"""PostgreSQL, Redis and a search node for tests and development: own folder, ports, passwords."""

import json
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from scripts import debian
from scripts.cli import RefusalError, echo, run_command
from scripts.machine import MIB, ROOT, VAR, free_port
from scripts.processes import Child, start, stop, wait_until
from scripts.search_node import new_node

STATE = VAR / "services" / "running.json"
GOODBYES = (signal.SIGINT, signal.SIGTERM, signal.SIGTERM)  # PostgreSQL, Redis, the search node
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - a file system, not a file with a name to guess
ROOM_IN_MEMORY = 2 * 1024 * MIB
FORGOTTEN = 24 * 60 * 60  # seconds: no run of tests lasts as long
# Speed before durability: what these servers hold is thrown away with them.
POSTGRESQL_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
}
# Tables of a test hold a few rows and are never analysed: estimates are high, and the just-in-time
# compiler took a third of the processor time of a whole run. Vacuuming them gains nothing.
FOR_TESTS = {
    "jit": "off",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}
REDIS_DATABASES = 64


@dataclass(frozen=True)
class Running:
    """Where running services are found; the search node only where developers asked for all."""

    folder: str
    password: str
    postgresql_port: int
    redis_port: int
    pids: tuple[int, ...] = ()
    node: str = ""

    def environment(self, redis_database: int = 0) -> dict[str, str]:
        """The variables that settings and tests read; one of REDIS_DATABASES databases of Redis."""
        login = f"hirondelle:{self.password}@127.0.0.1"
        redis = f"redis://:{self.password}@127.0.0.1:{self.redis_port}/{redis_database}"
        return {
            "DATABASE_URL": f"postgres://{login}:{self.postgresql_port}/hirondelle",
            "REDIS_URL": redis,
        } | ({"ELASTICSEARCH_URL": self.node} if self.node else {})

    def database(self) -> dict[str, str]:
        """The server of PostgreSQL as an entry of Django's DATABASES says it."""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "USER": "hirondelle",
            "PASSWORD": self.password,
            "HOST": "127.0.0.1",
            "PORT": str(self.postgresql_port),
        }


@contextmanager
def running_services(*, for_tests: bool = False, disk: Path | None = None) -> Iterator[Running]:
    """Both services for as long as the block lasts; they end with it, even when we are killed.

    `for_tests` is quicker with tables of a few rows: benchmarks measure without it. The files then
    lie in memory where that has room, or on the `disk` that is named.
    """
    places = _new_places(in_memory=for_tests, disk=disk)
    children: list[Child] = []
    try:
        children += _start(places, outlives=False, for_tests=for_tests)
        yield places
    finally:
        stop(children)
        shutil.rmtree(places.folder, ignore_errors=True)


def start_for_developers() -> None:
    """Start all and leave them running; a second call finds them as they are."""
    if _running_for_developers() is None:
        with redirect_stdout(sys.stderr):  # a shell takes over what is printed
            running = start_all(_new_places())
        STATE.write_text(json.dumps(asdict(running)))
    print_environment()


def start_all(places: Running) -> Running:
    """Start them for good. Whoever can't have a search node works without."""
    children, address = _start(places, outlives=True), ""
    node = None if os.environ.get("ELASTICSEARCH_URL") else new_node(Path(places.folder))
    if node:
        try:
            children.append(node.start(outlives=True))
            address = node.address
        except RefusalError as refusal:
            node.remove()
            print(refusal)
    pids = tuple(child.process.pid for child in children)
    return replace(places, pids=pids, node=address)


def stop_for_developers() -> None:
    """Stop them and throw away what they held."""
    running = _running_for_developers()
    if running is not None:
        for pid, goodbye in zip(running.pids, GOODBYES, strict=False):
            with suppress(ProcessLookupError):
                os.kill(pid, goodbye)
            wait_until(partial(_is_gone, pid), within=20)
        shutil.rmtree(running.folder, ignore_errors=True)
    STATE.unlink(missing_ok=True)


def print_environment() -> None:
    """Print what a shell takes over with `eval "$(scripts/services env)"`."""
    running = _running_for_developers()
    if running is None:
        raise RefusalError("No service is running.", "Aucun service n’est en cours.")
    for name, value in running.environment().items():
        print(f"export {name}={value}")


def _running_for_developers() -> Running | None:
    if not STATE.exists():
        return None
    state = json.loads(STATE.read_text())
    running = Running(**state | {"pids": tuple(state["pids"])})
    return running if all(map(_is_alive, running.pids)) else None


def _is_alive(pid: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


def _is_gone(pid: int) -> bool:
    return not _is_alive(pid)


def _new_places(*, in_memory: bool = False, disk: Path | None = None) -> Running:
    debian.require(debian.POSTGRESQL, debian.REDIS)
    parent = disk or VAR / "services"
    parent.mkdir(parents=True, exist_ok=True)
    if in_memory and not disk:
        # What a run left that was killed would take memory until the machine is restarted.
        for forgotten in SHARED_MEMORY.glob("hirondelle-*"):
            with suppress(OSError):
                if time.time() - forgotten.stat().st_mtime > FORGOTTEN:
                    shutil.rmtree(forgotten, ignore_errors=True)
        if SHARED_MEMORY.is_dir() and shutil.disk_usage(SHARED_MEMORY).free > ROOM_IN_MEMORY:
            parent = SHARED_MEMORY
    # PostgreSQL refuses to run as root, and its own user may not enter every folder.
    hidden = os.geteuid() == 0 and not all(
        step.stat().st_mode & 0o001 for step in (parent, *parent.parents)
    )
    folder = tempfile.mkdtemp(prefix="hirondelle-", dir=None if hidden else parent)
    Path(folder).chmod(0o711)
    return Running(folder, secrets.token_hex(16), free_port(), free_port())


def _start(places: Running, *, outlives: bool, for_tests: bool = False) -> list[Child]:
    settings = POSTGRESQL_SETTINGS | (FOR_TESTS if for_tests else {})
    children: list[Child] = []
    try:
        children.append(_start_postgresql(places, settings, outlives=outlives))
        children.append(_start_redis(places, outlives=outlives))
        _wait_for_postgresql(places, children[0])
        _wait_for_redis(places, children[1])
    except BaseException:  # also when somebody presses Ctrl-C meanwhile
        stop(children)
        raise
    return children


def _start_postgresql(places: Running, options: dict[str, str], *, outlives: bool) -> Child:
    programs = debian.path_of(debian.POSTGRESQL)
    home = Path(places.folder) / "postgresql"
    as_whom = _make_cluster(programs, home, places.password)
    settings = (options | {"port": str(places.postgresql_port)}).items()
    return start(
        "postgresql",
        [
            programs / "postgres",
            *("-D", home / "data"),
            *(word for name, value in settings for word in ("-c", f"{name}={value}")),
        ],
        log=Path(places.folder) / "postgresql.log",
        goodbye=signal.SIGINT,
        outlives=outlives,
        cwd="/",
        **as_whom,
    )


def _make_cluster(programs: Path, home: Path, password: str) -> dict[str, Any]:
    home.mkdir()
    secret = home / "password"
    secret.write_text(password)
    as_whom: dict[str, Any] = {}
    if os.geteuid() == 0:
        # PostgreSQL refuses to run as root: then its own user runs it.
        known = {person.pw_name: person for person in pwd.getpwall()}
        person = known.get("postgres") or known["nobody"]
        for path in (home, secret):
            os.chown(path, person.pw_uid, person.pw_gid)
        as_whom = {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}
    options = {
        "--pgdata": str(home / "data"),
        "--username": "hirondelle",
        "--auth": "scram-sha-256",
        "--pwfile": str(secret),
        "--encoding": "UTF8",
        "--locale": "C.UTF-8",
    }
    words = [word for option in options.items() for word in option]
    made = subprocess.run(
        [str(programs / "initdb"), "--no-sync", *words],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        **as_whom,
    )
    if made.returncode != 0:
        raise _cannot("PostgreSQL", made.stderr)
    return as_whom


def _wait_for_postgresql(places: Running, child: Child) -> None:
    programs = debian.path_of(debian.POSTGRESQL)
    address = ["--host", "127.0.0.1", "--port", str(places.postgresql_port)]
    ask = [str(programs / "pg_isready"), "--quiet", *address]

    def answers() -> bool:
        return not child.is_running() or subprocess.run(ask, check=False).returncode == 0

    if not wait_until(answers, within=60) or not child.is_running():
        raise _cannot("PostgreSQL", child.last_words())
    login = {"PGPASSWORD": places.password, "PGUSER": "hirondelle"}
    create = [str(programs / "createdb"), *address, "hirondelle"]
    subprocess.run(create, env=os.environ | login, check=True)


def _start_redis(places: Running, *, outlives: bool) -> Child:
    home = Path(places.folder) / "redis"
    home.mkdir(mode=0o700)
    settings = home / "redis.conf"
    settings.write_text(
        f"port {places.redis_port}\nbind 127.0.0.1\nrequirepass {places.password}\n"
        f"databases {REDIS_DATABASES}\n"
        f'dir {home}\nsave ""\nappendonly no\n'
    )
    command = [debian.path_of(debian.REDIS), settings]
    return start("redis", command, log=Path(places.folder) / "redis.log", outlives=outlives)


def _wait_for_redis(places: Running, child: Child) -> None:
    def says_it_is_ready() -> bool:
        return not child.is_running() or "Ready to accept connections" in child.last_words()

    if not wait_until(says_it_is_ready, within=30) or not child.is_running():
        raise _cannot("Redis", child.last_words())


def _cannot(name: str, last_words: str) -> RefusalError:
    print(last_words, file=sys.stderr)
    return RefusalError(
        f"{name} didn’t start. See its output above.",
        f"{name} n’a pas démarré. Voir sa sortie ci-dessus.",
    )


COMMANDS = {"start": start_for_developers, "stop": stop_for_developers, "env": print_environment}


def run_from_shell(arguments: list[str]) -> int:
    """The exit status of what the words of a shell ask for."""
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        echo("Usage: scripts/services start|stop|env", "Usage : scripts/services start|stop|env")
        return 2
    return run_command(COMMANDS[arguments[0]])


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(run_from_shell(sys.argv[1:]))
