"""Catalogues of the packages: compiled for use, updated by hand, complete or refused."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from scripts import debian
from scripts.cli import RefusalError, echo, run_command
from scripts.machine import ROOT

LANGUAGE = "fr"
DJANGO_ADMIN = Path(sys.executable).parent / "django-admin"
Identity = tuple[str, str]
Forms = tuple[str, ...]


def packages() -> list[Path]:
    """Every package of ours; the folder `commons` only holds some of them."""
    found = [*ROOT.glob("*/__init__.py"), *ROOT.glob("commons/*/__init__.py")]
    return sorted(init.parent for init in found if init.parent.name != "commons")


def compile_all() -> None:
    """Make the file that gettext reads, wherever the one we write is newer. Needs no gettext."""
    for package in packages():
        for source in package.rglob("locale/*/LC_MESSAGES/*.po"):
            target = source.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
                unfinished = target.with_suffix(f".{os.getpid()}")
                with source.open("rb") as text, unfinished.open("wb") as binary:
                    write_mo(binary, read_po(text))
                unfinished.replace(target)


def update_all() -> None:
    """Bring each catalogue up to date with the words in templates and code."""
    debian.require(debian.GETTEXT)
    for package in packages():
        (package / "locale").mkdir(exist_ok=True)
        _make_messages(package, "--no-location", "--locale", LANGUAGE, "--no-obsolete")


def check_all() -> None:
    """Refuse a sentence for people without French, and French that no sentence asks for."""
    debian.require(debian.GETTEXT)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        problems = [line for lines in pool.map(problems_of, packages()) for line in lines]
    if problems := problems + quarrels_of(packages()):
        print("\n".join(problems))
        raise RefusalError(
            f"Sentences with no French translation, with two, or no longer used: {len(problems)}. "
            "Run make messages to update the catalogues.",
            f"Phrases sans traduction française, avec deux, ou qui ne servent plus : "
            f"{len(problems)}. Lancez make messages pour mettre les catalogues à jour.",
        )


def problems_of(package: Path) -> list[str]:
    """What the catalogue of one package lacks, and what it has in vain, a line each."""
    wanted = {_identity(message): message for message in _wanted(package)}
    written = _written(package)
    shown = package.relative_to(ROOT) if package.is_relative_to(ROOT) else package
    lacking = [
        f"{shown}: {message.id!r}"
        for identity, message in wanted.items()
        if not _is_translated(written.get(identity))
    ]
    guessed = [f"{shown}: fuzzy {text.id!r}" for text in written.values() if text.fuzzy]
    unused = [
        f"{shown}: unused {message.id!r}"
        for identity, message in written.items()
        if identity not in wanted
    ]
    unused += [f"{shown}: unused {text!r}" for text in _obsolete(package)]
    return lacking + guessed + unused + [f"{shown}: {line}" for line in _malformed(package)]


def quarrels_of(packages: Iterable[Path]) -> list[str]:
    """Sentences that two packages say differently in French, a line each.

    Django reads all catalogues as one: the first package would speak for the other as well.
    """
    spoken: dict[Identity, dict[Forms, str]] = defaultdict(dict)
    for package in packages:
        for identity, message in _written(package).items():
            if _is_translated(message):
                spoken[identity].setdefault(_forms(message), package.name)
    return [
        f"{' and '.join(forms.values())} translate this differently: {sentence!r} "
        "(use one translation, or add a context)"
        for (_context, sentence), forms in spoken.items()
        if len(forms) > 1
    ]


def located_sentences(package: Path) -> Iterator[tuple[Message, list[str]]]:
    """Every sentence of a package as its catalogue has it, with the files that say it."""
    written = _written(package)
    for message in _wanted(package, "--add-location", "file"):
        if (entry := written.get(_identity(message))) is not None:
            yield entry, sorted({f"{package.name}/{name}" for name, _line in message.locations})


def _wanted(package: Path, location: str = "--no-location", *kind: str) -> Iterator[Message]:
    """Ask Django in a copy, so that a check never writes into the tree."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / package.name
        shutil.copytree(package, copy, ignore=shutil.ignore_patterns("*.mo", "static", "data"))
        (copy / "locale").mkdir(exist_ok=True)
        _make_messages(copy, location, *kind, "--exclude", LANGUAGE, "--keep-pot")
        for pot in sorted(copy.rglob("locale/django.pot")):  # an app inside may have its own
            yield from _sentences(_read(pot))


def _written(package: Path) -> dict[Identity, Message]:
    messages = (message for each in _catalogues(package) for message in _sentences(each))
    return {_identity(message): message for message in messages}


def _obsolete(package: Path) -> list[str]:
    """Sentences of entries that are kept as comments (`#~`)."""
    return [_identity(old)[1] for each in _catalogues(package) for old in each.obsolete.values()]


def _malformed(package: Path) -> list[str]:
    """What gettext itself refuses, as a translation without its sentence: Babel passes over it."""
    lines: list[str] = []
    for source in _sources(package):
        check = ["msgfmt", "--check-format", "--output-file=/dev/null", str(source)]
        ran = subprocess.run(check, capture_output=True, text=True, check=False)
        if ran.returncode:
            known = [line for line in ran.stderr.splitlines() if line.startswith(str(source))]
            lines += [line.replace(f"{source}:", "line ") for line in known or [ran.stderr]]
    return lines


def _catalogues(package: Path) -> Iterator[Catalog]:
    for source in _sources(package):
        yield _read(source)


def _sources(package: Path) -> list[Path]:
    return sorted(package.rglob(f"locale/{LANGUAGE}/LC_MESSAGES/django.po"))


def _read(source: Path) -> Catalog:
    filled_in = source.read_text().replace("nplurals=INTEGER; plural=EXPRESSION;", "nplurals=2;")
    return read_po(StringIO(filled_in))


def _sentences(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _identity(message: Message) -> Identity:
    first = message.id if isinstance(message.id, str) else message.id[0]
    return (message.context or "", first)


def _is_translated(message: Message | None) -> bool:
    if message is None or not message.string:
        return False
    return all(_forms(message))


def _forms(message: Message) -> Forms:
    return forms(message.string or "")


def forms(words: str | list[str] | tuple[str, ...] | None) -> Forms:
    """One sentence, or the one and the many of it."""
    return (words,) if isinstance(words, str) else tuple(words or ())


def _make_messages(package: Path, *options: str) -> None:
    """Outside a project django-admin needs no settings, and starts in a third of a second."""
    command = [str(DJANGO_ADMIN), "makemessages", "--no-wrap", *options]
    environment = dict(os.environ)
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    ran = subprocess.run(
        command, cwd=package, env=environment, capture_output=True, text=True, check=False
    )
    if ran.returncode != 0:
        print(ran.stderr, file=sys.stderr)
        raise RefusalError(
            f"The texts of {package.name} couldn’t be extracted. See the output above.",
            f"Les textes de {package.name} n’ont pas pu être extraits. Voir la sortie ci-dessus.",
        )


COMMANDS = {"compile": compile_all, "update": update_all, "check": check_all}


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in COMMANDS:
        echo("Usage: messages compile|update|check", "Usage : messages compile|update|check")
        sys.exit(2)
    sys.exit(run_command(COMMANDS[sys.argv[1]]))
