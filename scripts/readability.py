"""How easily a nurse reads the sentences of an emergency: `make readability`.

English by Flesch (1948, "A new readability yardstick", Journal of Applied Psychology 32), French
by Kandel and Moles (1958, "Application de l'indice de Flesch à la langue française", Cahiers
d'études de radio-télévision 19): 100 is very easy, 65 plain, 30 difficult.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scripts import debian
from scripts.check_wording import MARKUP, SENTENCE_END, WORD
from scripts.cli import run_command
from scripts.copy_sample import of_package
from scripts.machine import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable

PACKAGE: Final = ROOT / "emergency"
READ_BY_THE_PUBLIC: Final = ("public_pages/", "intake/", "housing/templates/", "standby/templates/")
MEAN_AT_MOST: Final = 14  # words of a sentence
LONGEST_AT_MOST: Final = 25
EASE_AT_LEAST: Final = 65
SHORTEST: Final = 4  # words; fewer are a label
# Ease = base − per word of a sentence − per syllable of a word.
COEFFICIENTS: Final = {"en": (206.835, 1.015, 84.6), "fr": (207.0, 1.015, 73.6)}

VOWELS_EN: Final = re.compile(r"[aeiouy]+")
# Two vowels that are read apart: be-ing, ra-di-o; not na-tion, so-cial, Austra-lian.
APART_EN: Final = re.compile(r"[aeiouy](?=ing)|(?<![cstgl])i(?=[aou])")
SILENT_EN: Final = re.compile(
    r"[^aeiouy]e$|(?:[^aeioucghsxyz]|[^cs]h)es$|[^aeioutdy]ed$|[aeiouy]e(?:s|d)?$"
)
SOUNDED_EN: Final = re.compile(r"[^aeiouy]les?$|[^aeiouy]led$")
VOWELS_FR: Final = re.compile(r"[aeiouyàâäéèêëîïôöùûüœæ]")
# Vowels that are read as one; a u after q or g is read with neither.
JOINED_FR: Final = re.compile(
    r"(?<=[qg])u(?=[aeioéèêî]|$)|eau|ieu|œu|oeu|i(?=[aeoéèê])|[aeo](?=[uiy])|u(?=i)"
)
SILENT_FR: Final = re.compile(r"(?<=[^aeiouyàâéèêëîïôùû])es?$|(?<=[aiouyéèêîôû])es?$")


@dataclass(frozen=True)
class Reading:
    """Figures of a text."""

    sentences: int
    mean: float  # words of a sentence
    longest: int  # words
    ease: float

    @property
    def holds(self) -> bool:
        """Within the three limits."""
        return (
            self.mean <= MEAN_AT_MOST
            and self.longest <= LONGEST_AT_MOST
            and self.ease >= EASE_AT_LEAST
        )


def main() -> int:
    """Print the figures of both languages; return 1 where a limit isn't kept."""
    debian.require(debian.GETTEXT)
    is_plain = True
    for language in COEFFICIENTS:
        found = reading(public_sentences(language), language)
        is_plain = is_plain and found.holds
        print(
            f"{language}: {found.sentences} sentences, mean {found.mean:.1f} words"
            f" (≤ {MEAN_AT_MOST}), longest {found.longest} (≤ {LONGEST_AT_MOST}),"
            f" ease {found.ease:.1f} (≥ {EASE_AT_LEAST})"
        )
    return 0 if is_plain else 1


def public_sentences(language: str) -> list[str]:
    """What requesters and hosts read on pages and in mails of an emergency."""
    return [
        form
        for sentence in of_package(PACKAGE, language)
        if any(name in sentence.place for name in READ_BY_THE_PUBLIC)
        for form in sentence.text.split(" | ")
    ]


def reading(texts: Iterable[str], language: str) -> Reading:
    """Figures of texts in this language. Labels of fewer than four words are left out."""
    sentences = [
        words
        for text in texts
        for sentence in SENTENCE_END.split(MARKUP.sub("x", text))
        if len(words := WORD.findall(sentence)) >= SHORTEST
    ]
    words = [word for sentence in sentences for word in sentence]
    base, of_sentence, of_word = COEFFICIENTS[language]
    mean = len(words) / len(sentences)
    spoken = sum(syllables(word, language) for word in words) / len(words)
    return Reading(
        sentences=len(sentences),
        mean=mean,
        longest=max(len(sentence) for sentence in sentences),
        ease=base - of_sentence * mean - of_word * spoken,
    )


def syllables(word: str, language: str) -> int:
    """How many syllables a word is read with; at least one."""
    parts = re.split(r"[’'-]", word.lower())
    counted = syllables_en if language == "en" else syllables_fr
    return max(1, sum(counted(part) for part in parts if part))


def syllables_en(word: str) -> int:
    """Groups of vowels, and those read apart, without a silent end."""
    sounds = len(VOWELS_EN.findall(word)) + len(APART_EN.findall(word))
    is_silent = SILENT_EN.search(word) and not SOUNDED_EN.search(word)
    return sounds - 1 if sounds > 1 and is_silent else sounds


def syllables_fr(word: str) -> int:
    """Vowels that sound, as read aloud: a mute e at the end isn't counted."""
    sounds = len(VOWELS_FR.findall(JOINED_FR.sub(once, word)))
    return sounds - 1 if sounds > 1 and SILENT_FR.search(word) else sounds


def once(joined: re.Match[str]) -> str:
    """One letter that sounds for vowels that are read as one; none for a silent one."""
    return "a" if len(joined[0]) > 1 else ""


if __name__ == "__main__":
    sys.exit(run_command(main))
