"""A person leaves for good: no story stays without a lead, and none shows them."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from commons.accounts.models import User
from commons.audit import actions as audit
from commons.media.tasks import delete_files
from commons.outbox import actions as outbox
from core.security.tokens import new_nonce
from travel_stories.stories.actions import authors
from travel_stories.stories.actions.consents import leave_out
from travel_stories.stories.actions.stories import delete_story
from travel_stories.stories.choices import AuthorRole
from travel_stories.stories.models.attachments import Sound, Track
from travel_stories.stories.models.authors import AuthorInvitation, StoryAuthor
from travel_stories.stories.models.blocks import Block
from travel_stories.stories.models.consents import PersonShown
from travel_stories.stories.models.stories import Story


@transaction.atomic
def leave_stories(person: User) -> None:
    """Their seats at stories, and what is about them in stories of others."""
    # What is public lives on without the name; a draft that nobody else has seen goes along.
    for seat in StoryAuthor.objects.present().filter(person=person).select_related("story"):
        _pass_on_story(seat)
    for seat in StoryAuthor.objects.filter(person=person):
        seat.credit, seat.left_at = "", seat.left_at or timezone.now()
        seat.save(update_fields=["credit", "left_at"])
        Block.objects.filter(held_by=seat).update(held_by=None, held_until=None)
        audit.record(person, "story.left", seat.story, author=seat.pk)
    # Nobody stands in a story after they are gone: what is about them is cut, at once.
    # An author's address that somebody typed stands there without their account (name_person).
    theirs = Q(person=person) | Q(person=None, email__iexact=person.email)
    for shown in PersonShown.objects.filter(theirs).select_related("story"):
        story = Story.objects.locked(shown.story_id)
        if not shown.is_left_out:
            leave_out(shown, story)
        shown.nonce, shown.email = new_nonce(), ""
        shown.save(update_fields=["nonce", "email"])
        audit.record(person, "story.consent_withdrawn", story, shown=shown.pk)

    invited = Q(person=person) | Q(email__iexact=person.email)
    AuthorInvitation.objects.filter(invited).delete()
    _delete_unused_recordings(person)


def _delete_unused_recordings(person: User) -> None:
    """Sounds and routes that no block and no edition shows. The others are part of a story."""
    unused = Q(by=person, blocks=None, story__edition=None)
    Track.objects.filter(unused).delete()
    for sound in Sound.objects.filter(unused):
        outbox.enqueue(delete_files, name=str(sound.file.name))
        sound.delete()


def _pass_on_story(seat: StoryAuthor) -> None:
    story = seat.story
    if seat.role != AuthorRole.LEAD or story.authors.leading().count() > 1:
        return
    if heirs := authors.heirs_of(seat):
        heirs[0].role = AuthorRole.LEAD
        heirs[0].save(update_fields=["role"])
    elif not story.is_public:
        delete_story(story=story, by=seat)
