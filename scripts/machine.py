"""What is asked of the machine before anything starts: a free port, room on the disk."""

from __future__ import annotations

import errno
import os
import shutil
import socket
from pathlib import Path

from scripts.cli import RefusalError

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
MIB = 1024 * 1024
HIGHEST_PORT = 65535


def wanted_port() -> int:
    """The port that PORT names, 8000 when it names none."""
    text = os.environ.get("PORT") or "8000"
    if not (text.isascii() and text.isdigit()) or not 0 < int(text) <= HIGHEST_PORT:
        raise RefusalError(
            f"PORT={text} is not a port: give a number from 1 to {HIGHEST_PORT}.",
            f"PORT={text} n’est pas un port : donnez un nombre de 1 à {HIGHEST_PORT}.",
        )
    return int(text)


def require_free_port(port: int) -> None:
    """Refuse when somebody listens there already, on either loopback, or when it may not be opened.

    A browser tries `localhost` on both.
    """
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        try:
            with socket.socket(family, socket.SOCK_STREAM) as sock:
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                sock.bind((address, port))
        except OSError as error:
            if error.errno == errno.EACCES:
                raise RefusalError(
                    f"Port {port} needs administrator rights. Try: PORT=8001 make demo",
                    f"Le port {port} demande des droits d’administration. "
                    f"Essayez : PORT=8001 make demo",
                ) from error
            if error.errno == errno.EADDRINUSE:
                other = port + 1 if port < HIGHEST_PORT else 8001
                raise RefusalError(
                    f"Port {port} is in use by another program. Try: PORT={other} make demo",
                    f"Le port {port} est utilisé par un autre programme. "
                    f"Essayez : PORT={other} make demo",
                ) from error


def free_port() -> int:
    """A port of the loopback interface that nobody listens on."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port


def require_room(mebibytes: int, folder: Path = ROOT) -> None:
    """Refuse before a step that would fill the disk."""
    free = shutil.disk_usage(folder).free // MIB
    if free < mebibytes:
        raise DiskFullError(free=free, needed=mebibytes)


class DiskFullError(RefusalError):
    """The disk has no room for what comes next."""

    def __init__(self, *, free: int, needed: int) -> None:
        super().__init__(
            f"Not enough disk space: {free} MiB free, {needed} MiB needed. "
            "Free some space and try again.",
            f"Espace disque insuffisant : {free} Mio libres, {needed} Mio nécessaires. "
            "Libérez de la place, puis réessayez.",
        )


def is_disk_full(words: str) -> bool:
    """Does a program's last word tell of a full disk?"""
    signs = ("no space left on device", "disk is full", "disk quota exceeded", "os error 28")
    return any(sign in words.lower() for sign in signs)
