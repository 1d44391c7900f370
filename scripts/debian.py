"""Programs that tests need from the system: found, or installed by root, or named."""

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from ctypes.util import find_library
from dataclasses import dataclass
from pathlib import Path

from scripts.words import RefusalError, say

POSTGRESQL_FLOOR = 15
DEBIAN_POSTGRESQL = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Need:
    """What a command cannot do without, and the Debian packages that bring it."""

    packages: tuple[str, ...]
    find: Callable[[], Path | None]


def on_path(*names: str) -> Callable[[], Path | None]:
    """A finder: the first of these programs that the PATH knows."""

    def find() -> Path | None:
        return next((Path(found) for name in names if (found := shutil.which(name))), None)

    return find


def postgresql_folder() -> Path | None:
    """The folder with `initdb` and `postgres`, the newest server that Django accepts."""
    fitting = [
        folder / "bin"
        for folder in sorted(DEBIAN_POSTGRESQL.glob("*"), key=_major, reverse=True)
        if _major(folder) >= POSTGRESQL_FLOOR and _has_server(folder / "bin")
    ]
    if fitting:
        return fitting[0]
    found = shutil.which("initdb")
    elsewhere = Path(found).resolve().parent if found else None
    return elsewhere if elsewhere and _has_server(elsewhere) else None


def _major(folder: Path) -> int:
    return int(folder.name) if folder.name.isdigit() else 0


def _has_server(folder: Path) -> bool:
    return (folder / "initdb").exists() and (folder / "postgres").exists()


POSTGRESQL = Need(("postgresql",), postgresql_folder)
REDIS = Need(("redis-server",), on_path("redis-server", "valkey-server"))
CADDY = Need(("caddy",), on_path("caddy"))
CHROMIUM = Need(("chromium",), on_path("chromium", "chromium-browser", "google-chrome"))
GETTEXT = Need(("gettext",), on_path("msgfmt"))
NPM = Need(("nodejs", "npm"), on_path("npm"))


def _pango() -> Path | None:
    """Libraries have no path to look at: the linker knows them by their names."""
    here = all(find_library(name) for name in ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset"))
    return Path("/") if here else None


PANGO = Need(("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"), _pango)


def wish_for(need: Need, english: str, french: str) -> None:
    """Have it where that can be done without asking anybody, else say what goes without it."""
    if need.find() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        _apt_install(need.packages)
    if need.find() is None:
        named = " ".join(need.packages)
        say(f"{english} ({named})", f"{french} ({named})")


def require(*needs: Need) -> None:
    """Have all of it, or stop with the names of what is missing."""
    missing = _missing(needs)
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"Installing {' '.join(missing)}…", f"Installation de {' '.join(missing)}…")
        _apt_install(missing)
        missing = _missing(needs)
    if missing:
        named = " ".join(missing)
        raise RefusalError(
            f"These packages are missing: {named} (sudo apt-get install {named}).",
            f"Il manque ces paquets : {named} (sudo apt-get install {named}).",
        )


def path_of(need: Need) -> Path:
    """Where a needed program is; call `require` first."""
    found = need.find()
    if found is None:
        named = " ".join(need.packages)
        raise RefusalError(f"{named} is missing.", f"{named} manque.")
    return found


def _missing(needs: Sequence[Need]) -> list[str]:
    return [package for need in needs if need.find() is None for package in need.packages]


def _apt_install(packages: Sequence[str]) -> None:
    patient = ["apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=300"]
    _quietly([*patient, "update"])
    _quietly([*patient, "install", "--no-install-recommends", *packages])


def _quietly(command: Sequence[str]) -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    ran = subprocess.run(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode != 0:
        print(ran.stderr[-1000:])
