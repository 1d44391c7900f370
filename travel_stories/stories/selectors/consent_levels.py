"""What may be shown of a story today: people's answers, held against the words they were about."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Any, Final

from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext

from travel_stories.stories.choices import ConsentLevel
from travel_stories.stories.models.consents import Answer, Mention, PersonShown
from travel_stories.stories.models.stories import Edition, Story

type Content = Mapping[str, Any]

NARROWER: Final = {ConsentLevel.YES: 0, ConsentLevel.BLUR: 1, ConsentLevel.CUT: 2}
TAG: Final = re.compile(r"(<[^>]*>)")


@dataclass(frozen=True, slots=True)
class PersonAnswer:
    """What one person says to one part, if anything yet."""

    person: PersonShown
    wish: ConsentLevel | None


@dataclass(frozen=True, slots=True)
class ConsentLevels:
    """`voices` by part; `left_out` are the names that the whole story does without.

    In public, silence is no consent; in a draft, what nobody answered yet stands there.
    """

    voices: Mapping[str, list[PersonAnswer]] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    silence: ConsentLevel = ConsentLevel.CUT
    language: str = "fr"

    def of(self, *parts: str) -> ConsentLevel:
        """The narrowest of all, for a part and whatever it stands in."""
        wishes = [voice.wish or self.silence for part in parts for voice in self._in(part)]
        return narrowest(*wishes)

    def masked(self, text: str, *parts: str) -> str:
        """Without the names of those who want none here. HTML keeps its tags."""
        blurred = {
            voice.person.name
            for part in parts
            for voice in self._in(part)
            if (voice.wish == ConsentLevel.BLUR)
        }
        names = _names(self.left_out | blurred)
        if names is None or not text:
            return text
        with translation.override(self.language):
            instead = gettext("someone")
        pieces = TAG.split(text)
        return "".join(one if one.startswith("<") else names.sub(instead, one) for one in pieces)

    def without(self, person: PersonShown) -> ConsentLevels:
        """As if this one had said nothing and weren't named: what they see of it themselves."""
        others = {
            part: [voice for voice in voices if voice.person.pk != person.pk]
            for part, voices in self.voices.items()
        }
        left_out = self.left_out - {person.name}
        return replace(self, voices=others, left_out=left_out, silence=ConsentLevel.YES)

    def waiting(self) -> dict[int, list[str]]:
        """By person: the parts that they haven't answered about, as these are now."""
        found: dict[int, list[str]] = {}
        for part, voices in self.voices.items():
            if self.of(part) == ConsentLevel.CUT and self.silence != ConsentLevel.CUT:
                continue  # gone already, whatever the others say
            for voice in voices:
                if voice.wish is None:
                    found.setdefault(voice.person.pk, []).append(part)
        return found

    def _in(self, part: str) -> list[PersonAnswer]:
        return self.voices.get(part, [])


def narrowest(*wishes: ConsentLevel) -> ConsentLevel:
    return max(wishes, key=NARROWER.__getitem__, default=ConsentLevel.YES)


def names_left_out(story: Story) -> frozenset[str]:
    """Whoever said no to all of it. One read."""
    people = PersonShown.objects.filter(story=story).exclude(left_out_at=None)
    return frozenset(people.values_list("name", flat=True))


def stands_in(slug: str, names: Iterable[str]) -> bool:
    """Whether an address says one of them, as words of their own."""
    slugs = (slugify(name) for name in names)
    return any(name and f"-{name}-" in f"-{slug}-" for name in slugs)


def consent_levels_of_edition(story: Story, edition: Edition) -> ConsentLevels:
    """Today's, for what the public reads. One read where nobody is named, else three."""
    marks = Mention.objects.at(edition.made_at)
    return _wishes(story, edition.content, marks, silence=ConsentLevel.CUT)


def consent_levels_of_draft(story: Story, content: Content) -> ConsentLevels:
    """For those who write it, and for whoever reads it before it is public."""
    return _wishes(story, content, Mention.objects.standing(), silence=ConsentLevel.YES)


def parts_of(content: Content) -> Iterator[tuple[str, Content]]:
    """Each block, and each photograph in one, by the name under which people are asked."""
    for chapter in content["chapters"]:
        for block in chapter["blocks"]:
            yield block["public_id"], block
            for one in block["photos"]:
                yield photo_part(block["public_id"], one["photo"]), one


def photo_part(block: str, photo: int) -> str:
    return f"{block}.{photo}"


def fingerprints_of(content: Content) -> dict[str, str]:
    """What tells the content of a part from any other: 16 hexadecimal digits."""
    return {name: _digest(content, 8) for name, content in parts_of(content)}


def text_hash(content: object) -> str:
    """One number for all that stood on a page: 64 hexadecimal digits."""
    return _digest(content, 32)


def _wishes(story: Story, content: Content, marks: Any, *, silence: ConsentLevel) -> ConsentLevels:
    people = {one.pk: one for one in PersonShown.objects.filter(story=story)}
    if not people:
        return ConsentLevels(silence=silence, language=story.language)
    prints = fingerprints_of(content)
    rows = Answer.objects.filter(shown__story=story)
    answers = {
        (shown, part, fingerprint): ConsentLevel(wish)
        for shown, part, fingerprint, wish in rows.values_list(
            "shown", "part", "fingerprint", "wish"
        )
    }
    voices: dict[str, list[PersonAnswer]] = {}
    for part, pk in marks.filter(shown__story=story).order_by("pk").values_list("part", "shown"):
        if part in prints:
            person = people[pk]
            voice = PersonAnswer(
                person,
                ConsentLevel.CUT if person.is_left_out else answers.get((pk, part, prints[part])),
            )
            voices.setdefault(part, []).append(voice)
    left_out = frozenset(one.name for one in people.values() if one.is_left_out)
    return ConsentLevels(voices, left_out, silence, story.language)


def _names(names: frozenset[str]) -> re.Pattern[str] | None:
    """The longest first, so that `Jeanne Martin` goes whole; only as words of their own."""
    longest_first = sorted((name for name in names if name.strip()), key=len, reverse=True)
    if not longest_first:
        return None
    either = "|".join(re.escape(name) for name in longest_first)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


def _digest(content: object, size: int) -> str:
    written = json.dumps(content, sort_keys=True, separators=(",", ":"), default=str)
    return blake2b(written.encode(), digest_size=size).hexdigest()
