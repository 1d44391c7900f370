"""Makes `.venv` ready, bringing uv and a fitting Python. Standard library only: it comes first."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.cli import RefusalError, echo, run_command
from scripts.machine import (
    ROOT,
    VAR,
    DiskFullError,
    is_disk_full,
    require_free_port,
    require_room,
    wanted_port,
)

if TYPE_CHECKING:
    from collections.abc import Callable

FITTING = ">=3.12,<3.15"
OLDEST, TOO_NEW = (3, 12), (3, 15)
TOOLS = VAR / "tools"
VENV = ROOT / ".venv"
STAMP = VENV / "hirondelle-ready"
ROOM_TO_INSTALL = 900
ROOM_TO_RUN = 60
UV_INSTALLER = "https://astral.sh/uv/install.sh"


def main(purpose: str) -> None:
    """Ready the environment for `demo` or for `work`: tests, lint and everything developers do."""
    if purpose == "demo":
        require_free_port(wanted_port())
    if is_ready(purpose):
        require_room(ROOM_TO_RUN)
        return
    require_room(ROOM_TO_INSTALL)
    if chosen := os.environ.get("PYTHON"):
        _require_fitting(chosen)  # said before anything is brought
    uv = find_uv()
    install(uv, find_python(uv), purpose)
    STAMP.write_text(_wanted(purpose))


def is_ready(purpose: str) -> bool:
    """Was this very lock file installed to the end, for this purpose or for a wider one?"""
    if not STAMP.exists() or not (VENV / "bin" / "python").exists():
        return False
    return STAMP.read_text() in {_wanted(purpose), _wanted("work")}


def _wanted(purpose: str) -> str:
    locked = (ROOT / "uv.lock").read_bytes() + (ROOT / "pyproject.toml").read_bytes()
    chosen = os.environ.get("PYTHON", "")
    return f"{hashlib.sha256(locked).hexdigest()} {purpose} {chosen}\n"


def find_uv() -> str:
    """The uv on the PATH, else our own copy, else one brought by the first way that works."""
    ways: list[Callable[[], str | None]] = [
        partial(shutil.which, "uv"),
        partial(_ours, TOOLS / "bin" / "uv"),
        _by_pip,
        _by_pip_after_apt,
        _by_installer,
    ]
    for way in ways:
        if uv := way():
            return uv
    raise RefusalError(
        "uv couldn’t be installed. Install it, or the package python3-venv, and try again.",
        "uv n’a pas pu être installé. Installez-le, ou le paquet python3-venv, puis réessayez.",
    )


def _ours(path: Path) -> str | None:
    return str(path) if path.exists() else None


def _by_pip() -> str | None:
    echo("Installing uv in var/tools…", "Installation de uv dans var/tools…")
    made = _quietly(sys.executable, "-m", "venv", str(TOOLS))
    if not made or not _quietly(str(TOOLS / "bin" / "python"), "-m", "pip", "install", "uv"):
        shutil.rmtree(TOOLS, ignore_errors=True)
        return None
    return _ours(TOOLS / "bin" / "uv")


def _by_pip_after_apt() -> str | None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    _quietly("apt-get", "update")
    if not _quietly("apt-get", "install", "-y", "--no-install-recommends", "python3-venv"):
        return None
    return _by_pip()


def _by_installer() -> str | None:
    script = TOOLS / "install-uv.sh"
    script.parent.mkdir(parents=True, exist_ok=True)
    if not _quietly("curl", "-LsSf", "--max-time", "60", "-o", str(script), UV_INSTALLER):
        return None
    places = {"UV_INSTALL_DIR": str(TOOLS / "bin"), "UV_NO_MODIFY_PATH": "1"}
    _quietly("sh", str(script), more=places)
    return _ours(TOOLS / "bin" / "uv")


def _quietly(*command: str, more: dict[str, str] | None = None) -> bool:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"} | (more or {})
    try:
        ran = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    except FileNotFoundError:
        return False
    if is_disk_full(ran.stdout + ran.stderr):
        raise _disk_full()
    return ran.returncode == 0


def find_python(uv: str) -> str:
    """The Python that PYTHON names, else a fitting one of the machine, else one that uv brings."""
    if chosen := os.environ.get("PYTHON"):
        _require_fitting(chosen)
        return chosen
    looked = _look_for_python(uv)
    if looked is None:
        echo("Installing Python 3.13…", "Installation de Python 3.13…")
        _quietly(uv, "python", "install", "3.13")
        looked = _look_for_python(uv)
    if looked is None:
        raise RefusalError(
            "No suitable Python found. "
            "Hirondelle needs 3.12, 3.13 or 3.14, and none could be downloaded.",
            "Aucun Python adapté. "
            "Il faut la version 3.12, 3.13 ou 3.14, et aucune n’a pu être téléchargée.",
        )
    return looked


def _look_for_python(uv: str) -> str | None:
    command = [uv, "python", "find", "--system", "--no-python-downloads", FITTING]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    return found.stdout.strip() if found.returncode == 0 else None


def _require_fitting(python: str) -> None:
    asked = "import sys; print(*sys.version_info[:2])"
    try:
        answer = subprocess.run([python, "-c", asked], capture_output=True, text=True, check=True)
        version = tuple(int(number) for number in answer.stdout.split())
    except (OSError, subprocess.CalledProcessError, ValueError):
        version = ()
    if not OLDEST <= version < TOO_NEW:
        named = ".".join(map(str, version)) or "?"
        raise RefusalError(
            f"PYTHON={python} is Python {named}; Hirondelle needs 3.12, 3.13 or 3.14.",
            f"PYTHON={python} est Python {named} ; il faut 3.12, 3.13 ou 3.14.",
        )


def install(uv: str, python: str, purpose: str) -> None:
    """Install exactly what the lock file names, compiled, without taking away what is there."""
    echo("Installing the packages listed in uv.lock…", "Installation des paquets de uv.lock…")
    command = [uv, "sync", "--frozen", "--inexact", "--compile-bytecode", "--python", python]
    command += ["--extra", "pdf"]
    if purpose == "demo":
        command.append("--no-dev")
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if ran.returncode == 0:
        return
    if is_disk_full(ran.stdout + ran.stderr):
        raise _disk_full()
    print(ran.stderr[-2000:], file=sys.stderr)
    raise RefusalError(
        "uv couldn’t install the packages. See its output above.",
        "uv n’a pas pu installer les paquets. Voir sa sortie ci-dessus.",
    )


def _disk_full() -> DiskFullError:
    free = shutil.disk_usage(ROOT).free // (1024 * 1024)
    return DiskFullError(free=free, needed=ROOM_TO_INSTALL)


if __name__ == "__main__":
    sys.exit(run_command(partial(main, sys.argv[1] if len(sys.argv) > 1 else "work")))
