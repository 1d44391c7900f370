"""What one person is asked about, and who still has to answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from commons.accounts.permissions import Visitor
from travel_stories.enums import Wish
from travel_stories.models import Answer, Consent, Mention, PersonShown, Story
from travel_stories.models.consents import WORDING
from travel_stories.queries.editions import StoryTold, content_of, draft_of, edition_of
from travel_stories.queries.tellings import Part, Telling, telling_of
from travel_stories.queries.wishes import (
    Wishes,
    fingerprints_of,
    text_hash,
    wishes_of_draft,
    wishes_of_edition,
)


@dataclass(frozen=True, slots=True)
class AskedPart:
    """A block, or one photograph of it, as it would be read. `wish` is what they said, if anything.

    `is_public`: it stands in public like this, and the draft says something else by now.
    """

    name: str
    fingerprint: str
    part: Part
    wish: Wish | None
    is_public: bool

    @property
    def key(self) -> str:
        """What the page calls it: the same words have the same key."""
        return f"{self.name}:{self.fingerprint}"


@dataclass(frozen=True, slots=True)
class Asked:
    """The page of one person: every part that concerns them, and nothing else of the story."""

    shown: PersonShown
    parts: list[AskedPart]
    text_hash: str
    consent: Consent | None

    @property
    def is_answered(self) -> bool:
        return bool(self.parts) and all(part.wish for part in self.parts)


@dataclass(frozen=True, slots=True)
class Named:
    """One person on the list that the authors see."""

    shown: PersonShown
    parts: list[str]
    waiting: int
    consent: Consent | None

    @property
    def state(self) -> str:
        if self.shown.is_left_out:
            return "declined"
        return "waiting" if self.waiting else "agreed"


def asked_of(shown: PersonShown) -> Asked:
    """As it stands now: the draft, and what the public reads where that is something else."""
    story = Story.objects.select_related("edition").get(pk=shown.story_id)
    draft, public = draft_of(story), edition_of(story)
    parts = list(_parts(shown, draft, wishes_of_draft(story, draft.content), is_public=False))
    if public is not None and story.edition is not None:
        wishes = wishes_of_edition(story, story.edition)
        known = {part.key for part in parts}
        told = _parts(shown, public, wishes, is_public=True)
        parts += [part for part in told if part.key not in known]
    seen = text_hash([WORDING, *(part.key for part in parts)])
    consent = shown.consents.filter(withdrawn_at=None).last()
    return Asked(shown, parts, seen, consent)


def named_in(story: Story) -> list[Named]:
    """The list of those whom the draft names, with what they still have to say."""
    waiting = wishes_of_draft(story, content_of(story)).waiting()
    people = story.people_shown.standing().select_related("person")
    marks: dict[int, list[str]] = {}
    for shown, part in (
        Mention.objects.standing().filter(shown__in=people).values_list("shown", "part")
    ):
        marks.setdefault(shown, []).append(part)
    consents = {
        consent.shown_id: consent
        for consent in Consent.objects.filter(shown__in=people, withdrawn_at=None)
    }
    return [
        Named(one, marks.get(one.pk, []), len(waiting.get(one.pk, [])), consents.get(one.pk))
        for one in people
    ]


def named_to_reader(story: Story) -> list[Named]:
    """The same for whoever reads it first: who wants no part in it is nobody's to know."""
    return [one for one in named_in(story) if not one.shown.is_left_out]


def count_waiting(story: Story) -> int:
    """How many people haven't answered about something that the draft says."""
    return len(wishes_of_draft(story, content_of(story)).waiting())


def asked_to(visitor: Visitor) -> list[PersonShown]:
    """Where this account is named; what isn't answered yet comes first."""
    people = PersonShown.objects.standing().filter(person=visitor.pk)
    existing = people.filter(story__in=Story.objects.existing()).exclude(asked_at=None)
    return list(existing.select_related("story").order_by("-asked_at"))


def _parts(
    shown: PersonShown, told: StoryTold, wishes: Wishes, *, is_public: bool
) -> Iterator[AskedPart]:
    """Other people's wishes count here too: what they had cut is nobody else's to see."""
    telling = telling_of(told, wishes.without(shown))
    prints = fingerprints_of(told.content)
    answers = _answers(shown)
    for name in _names(wishes, shown):
        if part := _part(telling, name):
            wish = answers.get((name, prints[name]))
            yield AskedPart(name, prints[name], part, wish, is_public)


def _names(wishes: Wishes, shown: PersonShown) -> list[str]:
    return [
        part
        for part, voices in wishes.voices.items()
        if any(voice.person.pk == shown.pk for voice in voices)
    ]


def _part(telling: Telling, name: str) -> Part | None:
    block, _dot, photo = name.partition(".")
    found = next((part for part in telling.parts if part.id == block), None)
    if found is None or not photo:
        return found
    pictures = dict(zip(found.photos, found.pictures, strict=True))
    picture = pictures.get(int(photo))
    return replace(found, photos=(int(photo),), pictures=(picture,)) if picture else None


def _answers(shown: PersonShown) -> Mapping[tuple[str, str], Wish]:
    rows = Answer.objects.filter(shown=shown).values_list("part", "fingerprint", "wish")
    return {(part, fingerprint): Wish(wish) for part, fingerprint, wish in rows}


def waiting_people(story: Story) -> list[PersonShown]:
    """Those people."""
    waiting = wishes_of_draft(story, content_of(story)).waiting()
    return list(story.people_shown.standing().filter(pk__in=waiting).select_related("person"))
