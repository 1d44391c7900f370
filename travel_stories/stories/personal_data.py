"""What stories hold of a person."""

from __future__ import annotations

from typing import Any

from commons.accounts.models import User
from commons.privacy import personal_data
from travel_stories.stories.models.attachments import Sound, Track
from travel_stories.stories.models.authors import AuthorInvitation, StoryAuthor
from travel_stories.stories.models.consents import Answer, Consent, PersonShown
from travel_stories.stories.models.drafts import BlockComment, StoryChange


def stories_of(person: User) -> dict[str, Any]:
    """Seats at stories, and what was written, said and brought from them."""
    seats = StoryAuthor.objects.filter(person=person)
    changes = StoryChange.objects.filter(by__person=person)
    comments = BlockComment.objects.filter(by__person=person)
    invitations = AuthorInvitation.objects.filter(person=person)
    sounds = Sound.objects.filter(by=person)
    tracks = Track.objects.filter(by=person)
    return {
        "seats": list(seats.values("story__title", "credit", "role", "joined_at", "left_at")),
        "changes": list(changes.values("at", "story__title", "verb", "noun", "title", "after")),
        "comments": list(comments.values("at", "words")),
        "invitations": list(invitations.values("story__title", "made_at", "taken_at")),
        "sounds": list(sounds.values("made_at", "file", "seconds")),
        "routes": list(tracks.values("made_at", "metres", "pieces")),
    }


personal_data.register(
    "stories",
    stories_of,
    covers=[
        "stories.storyauthor.person",
        "stories.authorinvitation.person",
        "stories.track.by",
        "stories.sound.by",
    ],
)


def consents_of(person: User) -> dict[str, Any]:
    """Where stories name this person, and what they answered."""
    shown = PersonShown.objects.filter(person=person)
    consents = Consent.objects.filter(shown__person=person)
    answers = Answer.objects.filter(shown__person=person)
    return {
        "named_in": list(
            shown.values("story__title", "name", "role", "added_at", "asked_at", "left_out_at")
        ),
        "consents": list(
            consents.values(
                *("purpose", "wording", "text_hash", "decision", "way", "given_at"),
                "withdrawn_at",
            )
        ),
        "answers": list(answers.values("shown__story__title", "part", "wish")),
    }


personal_data.register(
    "consents",
    consents_of,
    covers=["stories.personshown.person"],
)
personal_data.exclude(
    "stories.personshown.added_by",
    "stories.consent.noted_by",
    reason="who did it stands in the record of deeds, which is given out",
)
