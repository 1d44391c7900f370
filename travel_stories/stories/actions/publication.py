"""From a draft to what everybody reads: reread by those it names, then read by somebody else."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.blocking.selectors import out_of_contact
from core.permissions import require
from core.quotas.checks import has_room
from core.states import require_transition
from travel_stories.collaboration.actions.publication import require_reviewer, transition
from travel_stories.stories import notifications
from travel_stories.stories.actions.consent_effects import consent_changes
from travel_stories.stories.actions.consents import (
    ASK_AGAIN_AFTER,
    list_hosts,
    send_consent_request,
)
from travel_stories.stories.actions.editions import make_edition
from travel_stories.stories.actions.listings import refresh_listing
from travel_stories.stories.errors.publication import (
    ConsentMissingError,
    ReasonMissingError,
    StoryEmptyError,
)
from travel_stories.stories.models.authors import StoryAuthor
from travel_stories.stories.models.blocks import Block
from travel_stories.stories.models.stories import Story
from travel_stories.stories.selectors.consents import count_waiting, waiting_people
from travel_stories.stories.states import STORY_TRANSITIONS, StoryState
from travel_stories.trips.actions.quotas import is_mailbox_over_quota, remaining_invitations


@transaction.atomic
def request_reread(*, story: Story, by: StoryAuthor) -> Story:
    """Ask everybody whom the story names, and the hosts it tells about. Writing may go on.

    Whom the quotas leave out is asked at a later press, and nobody across a block.
    """
    require(by, "stories.write_story", story)
    letters = remaining_invitations(by.person)

    story = _locked(story)
    _reopen(story, by)
    _require_something(story)
    if story.state != StoryState.REREAD:
        require_transition(STORY_TRANSITIONS, story.state, StoryState.REREAD)

    with consent_changes(story):
        list_hosts(story, by=by.person)
    transition(story, StoryState.REREAD, by=by.person)

    _ask_everybody(story, by, letters=letters)
    return story


@transaction.atomic
def submit_story(*, story: Story, by: StoryAuthor, without_silent: bool = False) -> Story:
    """Hand it to somebody else to read. Who hasn't answered is waited for, or left out."""
    require(by, "stories.lead_story", story)

    story = _locked(story)
    _reopen(story, by)
    _require_something(story)
    with consent_changes(story):
        list_hosts(story, by=by.person)
    silent = count_waiting(story)
    if silent and not without_silent:
        raise ConsentMissingError(count=silent)
    transition(story, StoryState.SUBMITTED, by=by.person)

    notifications.notify_reviewers(story, by=by)
    return story


@transaction.atomic
def withdraw_story_submission(*, story: Story, by: StoryAuthor) -> Story:
    """To write on, before anybody has decided."""
    require(by, "stories.write_story", story)

    story = _locked(story)
    transition(story, StoryState.DRAFT, by=by.person)
    return story


@transaction.atomic
def publish_story(*, story: Story, seen: int, by: User) -> Story:
    """Everybody reads it from now on, as it was read by `by`. `seen` is the number of its draft."""
    require(by, "stories.read_story", story)

    story = _locked(story)
    require_reviewer(story, by, seen=seen)
    require_transition(STORY_TRANSITIONS, story.state, StoryState.PUBLISHED)

    with consent_changes(story):
        story.edition = make_edition(story)
        story.published_at = story.published_at or timezone.now()
        story.save(update_fields=["edition", "published_at"])
        transition(story, StoryState.PUBLISHED, by=by)

    notifications.notify_authors(story, notifications.STORY_PUBLISHED)
    notifications.notify_named_people(story)
    return story


@transaction.atomic
def request_story_changes(*, story: Story, reason: str, seen: int, by: User) -> Story:
    """Ask its authors for a change, with a reason. What is public stays public."""
    require(by, "stories.read_story", story)

    story = _locked(story)
    require_reviewer(story, by, seen=seen)
    if not reason.strip():
        raise ReasonMissingError
    transition(story, StoryState.SENT_BACK, by=by, reason=reason)

    notifications.notify_authors(story, notifications.STORY_SENT_BACK, words={"reason": reason})
    return story


@transaction.atomic
def withdraw_story(*, story: Story, by: StoryAuthor) -> Story:
    """Its authors take it off the public pages. Its draft stays with them."""
    require(by, "stories.lead_story", story)

    story = _locked(story)
    story.edition = None
    story.save(update_fields=["edition"])
    transition(story, StoryState.WITHDRAWN, by=by.person)
    refresh_listing(story)
    return story


def _locked(story: Story) -> Story:
    return Story.objects.locked(story.pk)


def _reopen(story: Story, by: StoryAuthor) -> None:
    """What was withdrawn is a draft again; nobody has to change a word for it."""
    if story.state == StoryState.WITHDRAWN:
        transition(story, StoryState.DRAFT, by=by.person)


def _require_something(story: Story) -> None:
    written = Block.objects.present().filter(chapter__story=story, chapter__removed_at=None)
    if not story.title.strip() or not written.exists():
        raise StoryEmptyError


def _ask_everybody(story: Story, by: StoryAuthor, *, letters: int) -> None:
    """Whoever hasn't answered, and wasn't asked today; by `letters` letters at most.

    Those who were never asked come first: else the same people would take each day's letters.
    """
    lately = timezone.now() - ASK_AGAIN_AFTER
    people = [
        one
        for one in waiting_people(story)
        if one.can_be_written_to and not (one.asked_at and one.asked_at >= lately)
    ]
    picked = [one.person for one in people if one.person is not None and not one.email]
    closed = out_of_contact(by.person, picked)
    for shown in sorted(people, key=lambda one: one.asked_at is not None):
        if shown.email:
            if letters <= 0 or is_mailbox_over_quota(shown.email):
                continue
            letters -= 1
        elif shown.person_id in closed or not has_room("consent_questions", by.person):
            continue
        send_consent_request(shown, by=by)
