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

from travel_stories.enums import Wish
from travel_stories.models import Answer, Edition, Mention, PersonShown, Story

type Content = Mapping[str, Any]

NARROWER: Final = {Wish.YES: 0, Wish.BLUR: 1, Wish.CUT: 2}
TAG: Final = re.compile(r"(<[^>]*>)")


@dataclass(frozen=True, slots=True)
class Voice:
    """What one person says to one part, if anything yet."""

    person: PersonShown
    wish: Wish | None


@dataclass(frozen=True, slots=True)
class Wishes:
    """`voices` by part; `left_out` are the names that the whole story does without.

    In public, silence is no consent; in a draft, what nobody answered yet stands there.
    """

    voices: Mapping[str, list[Voice]] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    silence: Wish = Wish.CUT
    language: str = "fr"

    def of(self, *parts: str) -> Wish:
        """The narrowest of all, for a part and whatever it stands in."""
        wishes = [voice.wish or self.silence for part in parts for voice in self._in(part)]
        return narrowest(*wishes)

    def masked(self, text: str, *parts: str) -> str:
        """Without the names of those who want none here. HTML keeps its tags."""
        blurred = {voice.person.name for part in parts for voice in self._in(part) if _blurs(voice)}
        names = _names(self.left_out | blurred)
        if names is None or not text:
            return text
        with translation.override(self.language):
            instead = gettext("somebody")
        pieces = TAG.split(text)
        return "".join(one if one.startswith("<") else names.sub(instead, one) for one in pieces)

    def without(self, person: PersonShown) -> Wishes:
        """As if this one had said nothing and weren't named: what they see of it themselves."""
        others = {
            part: [voice for voice in voices if voice.person.pk != person.pk]
            for part, voices in self.voices.items()
        }
        left_out = self.left_out - {person.name}
        return replace(self, voices=others, left_out=left_out, silence=Wish.YES)

    def waiting(self) -> dict[int, list[str]]:
        """By person: the parts that they haven't answered about, as these are now."""
        found: dict[int, list[str]] = {}
        for part, voices in self.voices.items():
            if self.of(part) == Wish.CUT and self.silence != Wish.CUT:
                continue  # gone already, whatever the others say
            for voice in voices:
                if voice.wish is None:
                    found.setdefault(voice.person.pk, []).append(part)
        return found

    def _in(self, part: str) -> list[Voice]:
        return self.voices.get(part, [])


def narrowest(*wishes: Wish) -> Wish:
    return max(wishes, key=NARROWER.__getitem__, default=Wish.YES)


def names_left_out(story: Story) -> frozenset[str]:
    """Whoever said no to all of it. One read."""
    people = PersonShown.objects.filter(story=story).exclude(left_out_at=None)
    return frozenset(people.values_list("name", flat=True))


def stands_in(slug: str, names: Iterable[str]) -> bool:
    """Whether an address says one of them, as words of their own."""
    told = (slugify(name) for name in names)
    return any(name and f"-{name}-" in f"-{slug}-" for name in told)


def wishes_of_edition(story: Story, edition: Edition) -> Wishes:
    """Today's, for what the public reads. One read where nobody is named, else three."""
    marks = Mention.objects.at(edition.made_at)
    return _wishes(story, edition.content, marks, silence=Wish.CUT)


def wishes_of_draft(story: Story, content: Content) -> Wishes:
    """For those who write it, and for whoever reads it before it is public."""
    return _wishes(story, content, Mention.objects.standing(), silence=Wish.YES)


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
    return {name: _digest(told, 8) for name, told in parts_of(content)}


def text_hash(told: object) -> str:
    """One number for all that stood on a page: 64 hexadecimal digits."""
    return _digest(told, 32)


def _wishes(story: Story, content: Content, marks: Any, *, silence: Wish) -> Wishes:
    people = {one.pk: one for one in PersonShown.objects.filter(story=story)}
    if not people:
        return Wishes(silence=silence, language=story.language)
    prints = fingerprints_of(content)
    answers = _answers_of(story)
    voices: dict[str, list[Voice]] = {}
    for part, pk in marks.filter(shown__story=story).order_by("pk").values_list("part", "shown"):
        if part in prints:
            voice = _voice(people[pk], answers.get((pk, part, prints[part])))
            voices.setdefault(part, []).append(voice)
    left_out = frozenset(one.name for one in people.values() if one.is_left_out)
    return Wishes(voices, left_out, silence, story.language)


def _answers_of(story: Story) -> dict[tuple[int, str, str], Wish]:
    rows = Answer.objects.filter(shown__story=story)
    told = rows.values_list("shown", "part", "fingerprint", "wish")
    return {(shown, part, fingerprint): Wish(wish) for shown, part, fingerprint, wish in told}


def _voice(person: PersonShown, wish: Wish | None) -> Voice:
    return Voice(person, Wish.CUT if person.is_left_out else wish)


def _blurs(voice: Voice) -> bool:
    return voice.wish == Wish.BLUR


def _names(names: frozenset[str]) -> re.Pattern[str] | None:
    """The longest first, so that `Jeanne Martin` goes whole; only as words of their own."""
    told = sorted((name for name in names if name.strip()), key=len, reverse=True)
    if not told:
        return None
    either = "|".join(re.escape(name) for name in told)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


def _digest(told: object, size: int) -> str:
    written = json.dumps(told, sort_keys=True, separators=(",", ":"), default=str)
    return blake2b(written.encode(), digest_size=size).hexdigest()
