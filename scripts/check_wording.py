"""Refuse words that readers stumble over: the list of docs/glossary.md, French spacing, plurals.

Looks at every sentence of the catalogues; `tests/demo/test_languages.py` asks the same of what
pages show. Rules: section "Words on pages" of docs/glossary.md, and CONTRIBUTING.md.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from scripts.machine import ROOT
from scripts.messages import LANGUAGE, forms, packages

GLOSSARY: Final = ROOT / "docs" / "glossary.md"
HEADING: Final = "## Words on pages"
COLUMNS: Final = 4
LONGEST_IN_AN_EMERGENCY: Final = 25  # words of a sentence
EMERGENCY: Final = "emergency"

# Commands are shown as they are typed.
MARKUP: Final = re.compile(r"<[^>]+>|CREATE EXTENSION[^»”]+|%\(\w+\)[sd]|%[sd]|\{\w*\}")
SENTENCE_END: Final = re.compile(r"(?<=[.?!…])\s+|\n+")
WORD: Final = re.compile(r"[^\W_][\w’'-]*")
NUMBERED: Final = re.compile(r"%\((\w+)\)[sd] ([a-z]+s)\b")
# Placeholders that hold no number, or a limit that is far above 1. Any other one counts.
NO_NUMBERS: Final = frozenset(
    (
        *("by", "community", "currency", "name", "operator", "organisation", "territory"),
        *("who", "writer"),
        *("decimals", "hours", "length", "limit", "longest", "most", "signs"),
    )
)
NO_NOUNS: Final = frozenset({"as", "does", "has", "is", "was"})
# Names begin with any letter or article: neither “de Élise” nor “à Le Mans” is French. Between « »
# nothing is elided.
UNELIDED: Final = re.compile(
    r"\b(?:[Dd]e|[ÀAà]) %\((?:place|town|locality|commune)\)s|"
    r"\b(?:[DdJjLlNnSs]e|[Qq]ue|[Jj]usque|[Ll]orsque|[Pp]uisque) "
    r"%\((?:names?|who|by|person|host|guest|member|writer|author|sponsor|operator|site|source|"
    r"title|trip|story|offer|community|place|town|locality|territory|what)\)s"
)
# Beginnings of sentences whose number is never 1: a limit or a term that the operator sets, or
# what exists only as several.
SEVERAL: Final = (
    "All personal data will be deleted automatically %(days)s",
    "We’ll delete all names and addresses %(days)s",
    "We keep only the information you gave us. We’ll delete all of it",
    "Send this host a reminder first",
    "The host said no to %(no)s of %(all)s requests",  # several
    "This person accepts a journey of %(minutes)s",
    "To be public, a community needs",
    "This person signed for %(count)s homes",  # three at least
    "%(territory)s: %(number)s forms",  # from the threshold of a flood
    "This is part of a joint request to %(count)s hosts",
    "This is a joint request to %(n)s hosts",
    "You’ve sent a joint request to %(count)s hosts",
    "Show all %(count)s members",  # more than the page shows
    "with your group in up to %(parts)s places",
    "up to %(parts)s places",  # two at least, as the two below
    "%(people)s in up to %(parts)s places",
    "appears up to %(parts)s times",
    "up to %(days)s days earlier or later",  # three
    "This text has about %(words)s words",
    "%(adults)s adults for up to %(children)s pupils",
)
# French sets an unbreakable space before these, and inside its quotation marks.
BREAKING: Final = re.compile(r"(?<=\S) [:;!?»]|« |(?<=[^\W\d])[;!?](?=\s|$)|«(?=\w)|(?<=\w)»")
ENGLISH: Final = re.compile(r"\b(?:the|you|your|and|with|this|have|from|are)\b", re.I)
FRENCH: Final = re.compile(r"\b(?:les|vous|votre|une|des|avec|cette|pour|dans|est)\b", re.I)
NAMES: Final = ("Creative Commons",)
FEWEST: Final = 2  # such words make a sentence one of that language
QUOTED: Final = re.compile(r"[“«][^”»]*[”»]")


@dataclass(frozen=True)
class Words:
    """What is refused in one language."""

    refused: re.Pattern[str]

    def found_in(self, sentence: str) -> str | None:
        """The first refused word, or None."""
        found = self.refused.search(MARKUP.sub(" ", sentence))
        return found[0] if found else None


def main() -> int:
    """Print each fault with its catalogue and sentence; return 1 where there is one."""
    faults = list(faults_of_catalogues())
    for place, fault, sentence in faults:
        print(f"{place}: {fault}: {sentence!r}")
    if faults:
        print(f"{len(faults)} sentences; see docs/glossary.md, “Words on pages”.")
    return bool(faults)


def faults_of_catalogues() -> Iterator[tuple[str, str, str]]:
    """Yield the catalogue, what is wrong, and the sentence."""
    for package in packages():
        place = str(package.relative_to(ROOT))
        for source in sorted(package.rglob(f"locale/{LANGUAGE}/LC_MESSAGES/*.po")):
            with source.open("rb") as text:
                for message in read_po(text):
                    if message.id and not is_address(forms(message.id)[0]):
                        for fault, sentence in faults_of_message(message, place):
                            yield place, fault, sentence


def faults_of_message(message: Message, place: str) -> Iterator[tuple[str, str]]:
    """What is wrong with one entry of a catalogue, in either language."""
    english, french = forms(message.id), forms(message.string)
    is_of_emergency = place == EMERGENCY
    for language, sentences in (("en", english), ("fr", french)):
        for sentence in sentences:
            for fault in faults_of(sentence, language, is_of_emergency=is_of_emergency):
                yield fault, sentence
    if len(english) == 1 and not english[0].startswith(SEVERAL):
        for name, noun in NUMBERED.findall(english[0]):
            if name not in NO_NUMBERS and noun not in NO_NOUNS:
                yield f"“{noun}” after a number needs a singular", english[0]
    for one, other in zip(english, french, strict=False):
        words = WORD.findall(MARKUP.sub(" ", one))
        if one == other and len(words) > FEWEST and not one.startswith(NAMES):
            yield "the same in both languages", one


def faults_of(sentence: str, language: str, *, is_of_emergency: bool = False) -> Iterator[str]:
    """What is wrong with words that somebody reads in this language (en or fr)."""
    if word := refused(language).found_in(sentence):
        yield f"“{word}” isn’t used"
    if language == "fr" and BREAKING.search(MARKUP.sub("x", sentence)):
        yield "French space that breaks, or none"
    if language == "fr" and (found := UNELIDED.search(sentence)):
        yield f"“{found[0]}” before a vowel or an article isn’t French: say it another way"
    other = FRENCH if language == "en" else ENGLISH
    if len(other.findall(QUOTED.sub("", MARKUP.sub(" ", sentence)))) >= FEWEST:
        yield "words of the other language"
    if is_of_emergency and longest(sentence) > LONGEST_IN_AN_EMERGENCY:
        yield f"over {LONGEST_IN_AN_EMERGENCY} words in an emergency"


def longest(text: str) -> int:
    """How many words the longest sentence has; a placeholder counts as one."""
    sentences = SENTENCE_END.split(MARKUP.sub("x", text))
    return max(len(WORD.findall(sentence)) for sentence in sentences)


@cache
def refused(language: str) -> Words:
    """The words of the glossary that pages in this language don't say."""
    column = {"en": 2, "fr": 3}[language]
    terms = [
        term.strip()
        for row in rows_of_glossary()
        for term in row[column].split(",")
        if term.strip()
    ]
    return Words(re.compile("|".join(map(pattern_of, terms)), re.IGNORECASE))


def pattern_of(term: str) -> str:
    """A term of the list as an expression: whole words, a star for any ending."""
    if not term[-1].isalnum() and term[-1] != "*":
        return re.escape(term)
    ending = r"\w*" if term.endswith("*") else r"\b"
    return rf"\b{re.escape(term.rstrip('*'))}{ending}"


def rows_of_glossary() -> Iterable[list[str]]:
    """The rows below the heading, without the head of the table."""
    _before, _heading, section = GLOSSARY.read_text().partition(f"{HEADING}\n")
    lines = section.partition("\n## ")[0].splitlines()
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in lines
        if line.startswith("|")
    ]
    return [row for row in rows[2:] if len(row) == COLUMNS]


def is_address(words: str) -> bool:
    """A part of a URL, which a catalogue translates as well."""
    return "/" in words and " " not in words


if __name__ == "__main__":
    sys.exit(main())
