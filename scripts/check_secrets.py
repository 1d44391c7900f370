"""Refuses secrets in the source, as detect-secrets finds them, except for those in the baseline.

`.secrets.baseline` holds a hash of each invented password and made-up key that was looked at. After
reading what is new: `python -m scripts.check_secrets --write` takes it in.
"""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from detect_secrets.core import baseline
from detect_secrets.core.secrets_collection import SecretsCollection
from detect_secrets.settings import default_settings, transient_settings

from scripts.cli import run_command
from scripts.machine import ROOT, VAR

BASELINE: Final = ROOT / ".secrets.baseline"
CLEAN: Final = VAR / "secret-scan.json"  # files in which nothing was found, by path and content
# What people write by hand. Catalogues, lock files and collected data are long and hold none.
SUFFIXES: Final = frozenset(
    (
        *(".css", ".env", ".example", ".html", ".ini", ".js", ".json", ".md", ".pem", ".py"),
        *(".sh", ".toml", ".txt", ".xml", ".yaml", ".yml", ""),
    )
)
LARGEST: Final = 200_000  # bytes
DATA: Final = (
    *("bench/corpora/", "bench/relevance/requests.json", "demo/data/"),
    *("package-lock.json", BASELINE.name),
)


def main() -> int:
    """Print where a secret seems to be, never the secret itself."""
    found = list(new_secrets(sources()))
    print(*found, sep="\n", end="\n" if found else "")
    return int(bool(found))


def sources() -> Iterator[str]:
    """Paths of the files that git knows, or would take in, in which somebody could leave one."""
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    ran = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    for name in sorted(filter(None, ran.stdout.split("\0"))):
        path = ROOT / name
        if path.suffix not in SUFFIXES or name.startswith(DATA) or path.is_symlink():
            continue
        if path.is_file() and path.stat().st_size <= LARGEST:
            yield name


def new_secrets(names: Iterable[str], root: Path = ROOT, kept: Path = CLEAN) -> Iterator[str]:
    """One line for each place that looks like a secret and isn't in the baseline.

    A file that was clean isn't read again until its content or the baseline changes.
    """
    known = json.loads(BASELINE.read_text())
    rules = _digest(json.dumps([known["plugins_used"], known["filters_used"]]).encode())
    clean = json.loads(kept.read_text()) if kept.exists() else {}
    now = {name: f"{rules} {_digest((root / name).read_bytes())}" for name in names}
    changed = [name for name, digest in now.items() if clean.get(name) != digest]
    with transient_settings(known):
        found = SecretsCollection(root=str(root))
        if changed:
            found.scan_files(*changed)
    looked_at = {
        (name, one["type"], one["hashed_secret"])
        for name, some in known["results"].items()
        for one in some
    }
    for name, secret in sorted(found, key=lambda pair: (pair[0], pair[1].line_number)):
        if (name, secret.type, secret.secret_hash) not in looked_at:
            yield f"{name}:{secret.line_number}: {secret.type}"
    dirty = {name for name, _secret in found}
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps({name: now[name] for name in now if name not in dirty}))


def write_baseline() -> int:
    """Take in all that is found now; whoever does it has read each."""
    with default_settings():
        found = SecretsCollection(root=str(ROOT))
        found.scan_files(*sources())
        text = baseline.format_for_output(found)
    text.pop("generated_at", None)  # a new date would be a change of its own
    text["results"] = {
        name: [one | {"filename": name, "is_secret": False} for one in some]
        for name, some in text["results"].items()
    }
    BASELINE.write_text(json.dumps(text, indent=1) + "\n")
    return 0


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:24]


if __name__ == "__main__":
    sys.exit(run_command(partial(write_baseline if "--write" in sys.argv else main)))
