"""Random sentences for readers who did not write them: `make copy-sample N=200 LANGUAGE=fr`."""

from __future__ import annotations

import argparse
import random
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from babel.messages.catalog import Message

from scripts import debian
from scripts.check_wording import is_address
from scripts.cli import run_command
from scripts.messages import forms, located_sentences, packages

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True, order=True)
class Sentence:
    """What somebody reads: one form or several, and the files that say it."""

    place: str
    text: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Print numbered sentences with their place; the same seed draws the same ones."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=200)
    parser.add_argument("--language", choices=("en", "fr"), default="en")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    debian.require(debian.GETTEXT)
    for place, sentence in enumerate(draw(asked.number, asked.language, asked.seed), start=1):
        print(f"{place}. {sentence.text}\n   {sentence.place}")
    return 0


def draw(number: int, language: str, seed: int) -> list[Sentence]:
    """At most `number` sentences of every package, in a random order that `seed` decides."""
    every = sorted(set(sentences(language)))
    chance = random.Random(seed)  # noqa: S311  a sample for readers, no secret
    return chance.sample(every, min(number, len(every)))


@cache
def sentences(language: str) -> tuple[Sentence, ...]:
    """Every sentence of the catalogues in English or French."""
    with ThreadPoolExecutor() as pool:
        found = pool.map(lambda package: of_package(package, language), packages())
    return tuple(sentence for one in found for sentence in one)


def of_package(package: Path, language: str) -> list[Sentence]:
    """The sentences of one package; parts of addresses are none."""
    return [
        Sentence(place=", ".join(files), text=text_in(message, language))
        for message, files in located_sentences(package)
        if not is_address(text_in(message, "en"))
    ]


def text_in(message: Message, language: str) -> str:
    """The sentence, or its singular and plural with a bar between."""
    return " | ".join(forms(message.id if language == "en" else message.string))


if __name__ == "__main__":
    sys.exit(run_command(main))
