"""How long 10,000 objects of DATAtourisme take to be taken in, and how much memory."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from itertools import cycle, islice
from pathlib import Path
from typing import Final

from bench.tools.figures import Recorder
from bench.tools.public import public_file
from scripts import demo_database
from scripts.cli import run_command
from scripts.machine import MIB, ROOT

OBJECTS: Final = 10_000
SECONDS: Final = 60
MEBIBYTES: Final = 200
KIBIBYTE: Final = 1_024  # in which the kernel counts


def main() -> None:
    """As landmarks and as drafts, each twice: the second time nothing is new."""
    recorder = Recorder("datatourisme")
    with tempfile.TemporaryDirectory() as folder:
        file, site = Path(folder) / "objects.jsonl.gz", Path(folder) / "site"
        write_objects(file)
        demo_database.lay_out(site)
        known = {name: text for name, text in os.environ.items() if name != "DATABASE_URL"}
        settings = demo_database.environment(site) | {"DJANGO_SETTINGS_MODULE": "bench.settings"}
        environment = known | settings
        _run(environment, "migrate", "--verbosity", "0")
        _run(environment, "load_geography", "--countries", "fr", "--verbosity", "0")
        community, person = _run(environment, "found_community").split()
        member = ("--community", community, "--by", person)
        for what, who in (("places", ()), ("drafts", member)):
            for turn in ("", ", a second time"):
                words = ("import_datatourisme", str(file), "--as", what, *who)
                seconds, weight = _weigh(environment, *words)
                label = f"{OBJECTS} objects as {what}{turn}"
                recorder.at_most(label, round(seconds, 1), "s", SECONDS)
                recorder.at_most(f"{label}: memory", round(weight), "MiB", MEBIBYTES)


def write_objects(path: Path) -> None:
    """Real objects under identifiers of their own, in turn until there are enough."""
    source = public_file("activities-datatourisme", "poi_touraine_2020-10.jsonl.gz")
    with gzip.open(source, "rt") as lines, gzip.open(path, "wt", compresslevel=1) as target:
        for number, line in enumerate(islice(cycle(list(lines)), OBJECTS)):
            one = json.loads(line)
            one["@id"] = f"{one['@id']}/{number}"
            target.write(json.dumps(one, ensure_ascii=False) + "\n")


def _run(environment: Mapping[str, str], *words: str) -> str:
    command = [sys.executable, "manage.py", *words]
    ran = subprocess.run(
        command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    return ran.stdout


def _weigh(environment: Mapping[str, str], *words: str) -> tuple[float, float]:
    """Seconds, and the most mebibytes that the process held; what it says is left aside."""
    command = [sys.executable, "manage.py", *words, "--verbosity", "0"]
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    _pid, status, used = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"{words[0]} failed")
    return time.monotonic() - began, used.ru_maxrss * KIBIBYTE / MIB


if __name__ == "__main__":
    sys.exit(run_command(main))
