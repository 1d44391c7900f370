"""What one person is asked about, and who still has to answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from commons.accounts.permissions import Visitor
from travel_stories.stories.choices import ConsentLevel
from travel_stories.stories.models.consents import WORDING, Answer, Consent, Mention, PersonShown
from travel_stories.stories.models.stories import Story
from travel_stories.stories.selectors.consent_levels import (
    ConsentLevels,
    consent_levels_of_draft,
    consent_levels_of_edition,
    fingerprints_of,
    text_hash,
)
from travel_stories.stories.selectors.rendered_stories import (
    RenderedPart,
    RenderedStory,
    render_story,
)
from travel_stories.stories.selectors.snapshots import (
    StorySnapshot,
    content_of,
    snapshot_of_draft,
    snapshot_of_edition,
)


@dataclass(frozen=True, slots=True)
class ConsentItem:
    """A block, or one photograph of it, as it would be read. `wish` is what they said, if anything.

    `is_public`: it stands in public like this, and the draft says something else by now.
    """

    name: str
    fingerprint: str
    part: RenderedPart
    wish: ConsentLevel | None
    is_public: bool

    @property
    def key(self) -> str:
        """What the page calls it: the same words have the same key."""
        return f"{self.name}:{self.fingerprint}"


@dataclass(frozen=True, slots=True)
class ConsentRequest:
    """The page of one person: every part that concerns them, and nothing else of the story."""

    shown: PersonShown
    parts: list[ConsentItem]
    text_hash: str
    consent: Consent | None

    @property
    def is_answered(self) -> bool:
        return bool(self.parts) and all(part.wish for part in self.parts)


@dataclass(frozen=True, slots=True)
class NamedPerson:
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

    @property
    def is_uncontacted(self) -> bool:
        """Could be written to about something that waits for an answer, and hasn't been yet."""
        writable = self.shown.can_be_written_to and self.shown.asked_at is None
        return writable and self.state == "waiting"


def consent_request_for(shown: PersonShown) -> ConsentRequest:
    """As it stands now: the draft, and what the public reads where that is something else."""
    story = Story.objects.select_related("edition").get(pk=shown.story_id)
    draft, public = snapshot_of_draft(story), snapshot_of_edition(story)
    parts = list(
        _parts(shown, draft, consent_levels_of_draft(story, draft.content), is_public=False)
    )
    if public is not None and story.edition is not None:
        wishes = consent_levels_of_edition(story, story.edition)
        known = {part.key for part in parts}
        public_parts = _parts(shown, public, wishes, is_public=True)
        parts += [part for part in public_parts if part.key not in known]
    seen = text_hash([WORDING, *(part.key for part in parts)])
    consent = shown.consents.filter(withdrawn_at=None).last()
    return ConsentRequest(shown, parts, seen, consent)


def named_people_in(story: Story) -> list[NamedPerson]:
    """The list of those whom the draft names, with what they still have to say."""
    waiting = consent_levels_of_draft(story, content_of(story)).waiting()
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
        NamedPerson(one, marks.get(one.pk, []), len(waiting.get(one.pk, [])), consents.get(one.pk))
        for one in people
    ]


def named_to_reader(story: Story) -> list[NamedPerson]:
    """The same for whoever reads it first: who wants no part in it is nobody's to know."""
    return [one for one in named_people_in(story) if not one.shown.is_left_out]


def count_waiting(story: Story) -> int:
    """How many people haven't answered about something that the draft says."""
    return len(consent_levels_of_draft(story, content_of(story)).waiting())


def consent_requests_to(visitor: Visitor) -> list[PersonShown]:
    """Where this account is named; what isn't answered yet comes first."""
    people = PersonShown.objects.standing().filter(person=visitor.pk)
    existing = people.filter(story__in=Story.objects.existing()).exclude(asked_at=None)
    return list(existing.select_related("story").order_by("-asked_at"))


def _parts(
    shown: PersonShown, snapshot: StorySnapshot, wishes: ConsentLevels, *, is_public: bool
) -> Iterator[ConsentItem]:
    """Other people's wishes count here too: what they had cut is nobody else's to see."""
    rendered_story = render_story(snapshot, wishes.without(shown))
    prints = fingerprints_of(snapshot.content)
    rows = Answer.objects.filter(shown=shown).values_list("part", "fingerprint", "wish")
    answers = {(part, fingerprint): ConsentLevel(wish) for part, fingerprint, wish in rows}
    names = [
        part
        for part, voices in wishes.voices.items()
        if any(voice.person.pk == shown.pk for voice in voices)
    ]
    for name in names:
        if part := _part(rendered_story, name):
            wish = answers.get((name, prints[name]))
            yield ConsentItem(name, prints[name], part, wish, is_public)


def _part(rendered_story: RenderedStory, name: str) -> RenderedPart | None:
    block, _dot, photo = name.partition(".")
    found = next((part for part in rendered_story.parts if part.id == block), None)
    if found is None or not photo:
        return found
    pictures = dict(zip(found.photos, found.pictures, strict=True))
    picture = pictures.get(int(photo))
    return replace(found, photos=(int(photo),), pictures=(picture,)) if picture else None


def waiting_people(story: Story) -> list[PersonShown]:
    """Those people."""
    waiting = consent_levels_of_draft(story, content_of(story)).waiting()
    return list(story.people_shown.standing().filter(pk__in=waiting).select_related("person"))
