"""Pins the images of docker/ by digest, for a release: a tag may be something else tomorrow.

`python -m scripts.pin_images` asks each registry, by the client of Docker, which digest a tag has
now, and writes it behind the tag. With `--check` it asks nobody and names the images that aren't
pinned. Pinned images get no security updates by themselves: run it for every release.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from scripts.cli import RefusalError, run_command
from scripts.machine import ROOT

FILES: Final = ("docker/Dockerfile", "docker/compose.yaml")
IMAGE: Final = re.compile(
    r"^(?P<before>FROM |\s+image: )(?P<tag>[^\s@]+)(?P<digest>@\S+)?(?P<after>.*)$", re.MULTILINE
)
DIGEST: Final = re.compile(r"sha256:[0-9a-f]{64}")
OWN: Final = "hirondelle:local"  # built here
ASK: Final = ("docker", "buildx", "imagetools", "inspect", "--format", "{{.Manifest.Digest}}")


def main(arguments: list[str], root: Path = ROOT) -> int:
    if "--check" in arguments:
        found = [f"{name}: {tag}" for name in FILES for tag in unpinned((root / name).read_text())]
        print(*found, sep="\n", end="\n" if found else "")
        return int(bool(found))
    texts = {name: (root / name).read_text() for name in FILES}
    digests = {tag: digest_of(tag) for tag in sorted(set().union(*map(tags_in, texts.values())))}
    for name, text in texts.items():
        (root / name).write_text(pinned(text, digests.__getitem__))
    print(*(f"{tag} {digest}" for tag, digest in digests.items()), sep="\n")
    return 0


def tags_in(text: str) -> set[str]:
    """Images of others, without their digests."""
    return {match["tag"] for match in IMAGE.finditer(text)} - {OWN}


def unpinned(text: str) -> list[str]:
    images = IMAGE.finditer(text)
    return [one["tag"] for one in images if not one["digest"] and one["tag"] != OWN]


def pinned(text: str, digest: Callable[[str], str]) -> str:
    """The same text with a digest behind each tag; a former one is replaced."""

    def pin(match: re.Match[str]) -> str:
        if match["tag"] == OWN:
            return match[0]
        return f"{match['before']}{match['tag']}@{digest(match['tag'])}{match['after']}"

    return IMAGE.sub(pin, text)


def digest_of(tag: str) -> str:
    """What the registry says of all platforms of this tag. Raises RefusalError."""
    try:
        ran = subprocess.run([*ASK, tag], capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise RefusalError(
            "The client of Docker isn’t installed here: nothing was pinned.",
            "Le client Docker n’est pas installé ici : rien n’a été fixé.",
        ) from error
    answer = ran.stdout.strip()
    if ran.returncode or not DIGEST.fullmatch(answer):
        print(ran.stderr[-2000:], file=sys.stderr)
        raise RefusalError(
            f"The registry gave no digest for {tag}: nothing was pinned.",
            f"Le registre n’a pas donné d’empreinte pour {tag} : rien n’a été fixé.",
        )
    return answer


if __name__ == "__main__":
    sys.exit(run_command(partial(main, sys.argv[1:])))
