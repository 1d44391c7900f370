"""What stories hold of a person."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.privacy import personal_data
from commons.privacy.registries.archive_files import ArchiveFile, register_files
from commons.privacy.registries.processings import LegalBasis, Processing, register_processing
from commons.privacy.registries.retention import RetentionRule, register_retention
from core.files.storage import read_chunks
from travel_stories.stories.exports.markdown import markdown_of
from travel_stories.stories.exports.portable import html_of_story, portable_story
from travel_stories.stories.models.attachments import Sound, Track
from travel_stories.stories.models.authors import AuthorInvitation, StoryAuthor
from travel_stories.stories.models.consents import Answer, Consent, PersonShown
from travel_stories.stories.models.drafts import BlockComment, StoryChange
from travel_stories.stories.models.stories import Story
from travel_stories.stories.selectors.rendered_stories import render_draft


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


def story_files_of(person: User) -> Iterator[ArchiveFile]:
    """Drafts that they write today, as they may be shown, and the recordings that they brought."""
    for story in Story.objects.of_author(person).select_related("locality", "edition"):
        rendered_story = render_draft(story)
        url = f"{settings.BASE_URL}{story.workshop_url}"
        name = f"stories/{story.address}"
        text = markdown_of(rendered_story, url=url, base=settings.BASE_URL)
        data = json.dumps(portable_story(rendered_story), ensure_ascii=False, indent=1)
        yield ArchiveFile(f"{name}.md", [text.encode()])
        yield ArchiveFile(f"{name}.html", [html_of_story(rendered_story, base=settings.BASE_URL)])
        yield ArchiveFile(f"{name}.json", [data.encode()])
    for sound in Sound.objects.filter(by=person):
        stored = str(sound.file.name)
        if sound.file.storage.exists(stored):
            path = f"sounds/{sound.public_id}{PurePath(stored).suffix}"
            yield ArchiveFile(path, read_chunks(sound.file.storage, stored))


register_files(story_files_of)
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
register_processing(
    Processing(
        "stories",
        ("stories",),
        title=_("Stories"),
        purpose=_(
            "to write and publish stories, and to ask for the consent of the people who appear in "
            "them"
        ),
        basis=LegalBasis.CONSENT,
        recipients=_("the authors; everyone, once a story is published"),
    )
)
register_retention(
    RetentionRule(
        ("stories.storyauthor", "stories.sound", "stories.track"),
        goes=_("your name in the credits, and drafts that only you wrote"),
        stays=_(
            "stories that are public or that others wrote with you, without your name, until they "
            "are deleted"
        ),
    ),
    RetentionRule(
        ("stories.storyauthor",),
        goes=_("stories that were deleted, with everything in them"),
        period=settings.TRAVEL_STORIES_KEEP_DELETED,
        starts=_("after they were deleted"),
        job="travel_stories.forget_stories",
    ),
    RetentionRule(
        ("stories.authorinvitation",),
        goes=_("invitations to write, with the email addresses they were sent to"),
        period=settings.TRAVEL_STORIES_KEEP_DELETED,
        starts=_("after they expired"),
        job="travel_stories.forget_author_invitations",
    ),
    RetentionRule(
        ("stories.personshown", "stories.consent"),
        goes=_("what a story shows of you"),
        stays=_(
            "the name that the story must leave out, and the proof of your answers, until the "
            "story is deleted"
        ),
        columns=(
            *("stories.personshown.name", "stories.personshown.email", "stories.consent.note"),
            *("stories.answer.part", "stories.answer.fingerprint", "stories.mention.part"),
        ),
    ),
)
