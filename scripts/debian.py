"""Programs that tests need from the system: found, or installed by root, or named."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from ctypes.util import find_library
from dataclasses import dataclass
from pathlib import Path

from scripts.cli import RefusalError, echo

POSTGRESQL_FLOOR = 15
DEBIAN_POSTGRESQL = Path("/usr/lib/postgresql")
NAMES_OF_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Need:
    """What a command cannot do without, and the packages that bring it.

    Where the system has no such package, our own Python brings it with the words of `otherwise`.
    """

    packages: tuple[str, ...]
    find: Callable[[], Path | None]
    otherwise: tuple[str, ...] = ()


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
GETTEXT = Need(("gettext",), on_path("msgfmt"))
ZSTD = Need(("zstd",), on_path("zstd"))
TIPPECANOE = Need(("tippecanoe",), on_path("tippecanoe"))
NPM = Need(("nodejs", "npm"), on_path("npm"))


def _faketime() -> Path | None:
    """The library for programs with threads."""
    return next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)


FAKETIME = Need(("libfaketime",), _faketime)


def chromium() -> Path | None:
    """The system's browser, else the newest that Playwright brought."""
    programs = (shutil.which(name) for name in NAMES_OF_CHROMIUM)
    fitting = (Path(found) for found in programs if found and not _is_snap(Path(found)))
    return next(fitting, None) or _newest_of_playwright("chromium-[0-9]*/chrome-linux*/chrome")


def _is_snap(program: Path) -> bool:
    """Ubuntu's package is a script that asks for a snap, and a snap reads no temporary profile."""
    places = (program, program.resolve())
    if any("snap" in place.parts for place in places) or places[1].name == "snap":
        return True
    with program.open("rb") as script:
        return b"/snap/" in script.read(4096)


def _newest_of_playwright(pattern: str) -> Path | None:
    chosen = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    folder = Path(chosen) if chosen else Path.home() / ".cache" / "ms-playwright"
    brought = folder.glob(pattern)
    return max(brought, key=lambda path: int(path.parts[-3].rpartition("-")[2]), default=None)


CHROMIUM = Need(
    ("chromium",),
    chromium,
    otherwise=("-m", "playwright", "install", "--with-deps", "--no-shell", "chromium"),
)


def headless_shell() -> Path | None:
    """Chromium without a window and all that belongs to one: the system's, else Playwright's."""
    found = shutil.which("chromium-headless-shell")
    if found:
        return Path(found)
    # Its program is called headless_shell where Playwright built it itself.
    return _newest_of_playwright("chromium_headless_shell-[0-9]*/*-linux*/*headless[-_]shell")


HEADLESS_SHELL = Need(
    ("chromium-headless-shell",),
    headless_shell,
    otherwise=("-m", "playwright", "install", "--with-deps", "--only-shell", "chromium"),
)


def lightest_chromium() -> Path:
    """The headless shell, else the whole browser, which does the same with more work."""
    return headless_shell() or path_of(CHROMIUM)


def _pango() -> Path | None:
    """Libraries have no path to look at: the linker knows them by their names."""
    here = all(find_library(name) for name in ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset"))
    return Path("/") if here else None


PANGO = Need(("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"), _pango)


def wish_for(need: Need, english: str, french: str) -> None:
    """Have it where that can be done without asking anybody, else say what goes without it."""
    if need.find() is None and _may_install():
        _bring([need])
    if need.find() is None:
        _packaged, others = _by_way([need])
        way = _command_of(need) if others else " ".join(need.packages)
        echo(f"{english} ({way})", f"{french} ({way})")


def require(*needs: Need) -> None:
    """Have all of it, or stop with the names of what is missing."""
    missing = _missing(needs)
    if missing and _may_install():
        named = _named(missing)
        echo(f"Installing {named}…", f"Installation de {named}…")
        _bring(missing)
        missing = _missing(missing)
    if missing:
        packaged, others = _by_way(missing)
        named = _named(packaged)
        english, french = [], []
        if packaged:
            command = f"sudo apt-get install {named}"
            english.append(f"Missing packages: {named}. Install them with: {command}")
            french.append(f"Paquets manquants : {named}. Installez-les avec : {command}")
        for need in others:
            name, command = _named([need]), _command_of(need)
            english.append(
                f"{name} is missing, and this system has no package for it. "
                f"Install it with: {command}"
            )
            french.append(
                f"{name} manque, et ce système n’a pas de paquet qui le fournisse. "
                f"Installez-le avec : {command}"
            )
        raise RefusalError("\n".join(english), "\n".join(french))


def path_of(need: Need) -> Path:
    """Where a needed program is; call `require` first."""
    found = need.find()
    if found is None:
        named = " ".join(need.packages)
        raise RefusalError(f"{named} is missing.", f"{named} manque.")
    return found


def _may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _missing(needs: Sequence[Need]) -> list[Need]:
    return [need for need in needs if need.find() is None]


def _named(needs: Sequence[Need]) -> str:
    return " ".join(package for need in needs for package in need.packages)


def _command_of(need: Need) -> str:
    return " ".join((os.path.relpath(sys.executable), *need.otherwise))


def _bring(needs: Sequence[Need]) -> None:
    _apt_get("update")
    packaged, others = _by_way(needs)
    if packaged:
        _apt_get("install", "--no-install-recommends", *_named(packaged).split())
    for need in others:
        _quietly([sys.executable, *need.otherwise])


def _by_way(needs: Sequence[Need]) -> tuple[list[Need], list[Need]]:
    """Those that come as packages, and the others: one unknown name stops all of apt-get."""
    others = [need for need in needs if need.otherwise and not has_package(need)]
    return [need for need in needs if need not in others], others


def has_package(need: Need) -> bool:
    """Would apt-get install these very names, and not only know of them?"""
    if not shutil.which("apt-cache"):
        return False
    asked = ["apt-cache", "policy", *need.packages]
    plain = os.environ | {"LC_ALL": "C"}
    answer = subprocess.run(asked, env=plain, capture_output=True, text=True, check=False).stdout
    candidates = answer.count("Candidate: ") - answer.count("Candidate: (none)")
    return candidates == len(need.packages)


def _apt_get(*words: str) -> None:
    _quietly(["apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=300", *words])


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
        print(ran.stderr[-1000:], file=sys.stderr)
