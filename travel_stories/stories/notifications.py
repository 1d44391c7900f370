"""What authors of a story hear of each other, and whoever stands in one."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q

from commons.accounts.models import User
from commons.blocking.models import PersonBlock
from commons.blocking.selectors import out_of_contact
from commons.mail import actions as transactional_email
from commons.notifications.actions import notices
from commons.notifications.models import Notice
from travel_stories.stories.models.authors import AuthorInvitation, StoryAuthor
from travel_stories.stories.models.consents import PersonShown
from travel_stories.stories.models.reviewers import reviewers_of_story
from travel_stories.stories.models.stories import Story
from travel_stories.trips.notifications import absolute_url

MAIL: Final = "stories/email/"
AUTHOR_INVITED: Final = f"{MAIL}author_invited.txt"
AUTHOR_PROPOSED: Final = f"{MAIL}author_proposed.txt"
AUTHOR_JOINED: Final = f"{MAIL}author_joined.txt"
AUTHOR_REMOVED: Final = f"{MAIL}author_removed.txt"
COMMENTED: Final = f"{MAIL}story_commented.txt"
CONSENT_ASKED: Final = f"{MAIL}consent_asked.txt"
CONSENT_ANSWERED: Final = f"{MAIL}consent_answered.txt"
CONSENT_WITHDRAWN: Final = f"{MAIL}consent_withdrawn.txt"
STORY_SUBMITTED: Final = f"{MAIL}story_submitted.txt"
STORY_PUBLISHED: Final = f"{MAIL}story_published.txt"
STORY_SENT_BACK: Final = f"{MAIL}story_sent_back.txt"
SHOWN_IN_PUBLIC: Final = f"{MAIL}shown_in_public.txt"


def notify_of_comment(story: Story, words: str, *, by: StoryAuthor) -> None:
    """Once until it is read: ten comments are one notice, with the words of the first.

    None between two of whom one has blocked the other: they find it where it was written.
    """
    waiting = Notice.objects.about(story).filter(template=COMMENTED, read_at=None)
    seats = list(story.authors.present().select_related("person"))
    left_out = set(waiting.values_list("recipient", flat=True))
    left_out |= out_of_contact(by.person, [seat.person for seat in seats])
    for seat in seats:
        if seat.pk != by.pk and seat.person_id not in left_out:
            notices.notify(seat.person, COMMENTED, story, {"words": words}, by=by.name)


def notify_leads(story: Story, template: str, *, by: StoryAuthor) -> None:
    for seat in story.authors.leading().select_related("person"):
        if seat.pk != by.pk:
            notify_author(seat, template, by=by)


def notify_author(author: StoryAuthor, template: str, *, by: StoryAuthor | None = None) -> None:
    notices.notify(author.person, template, author.story, by=by.name if by else "")


def notify_invited_author(invitation: AuthorInvitation) -> None:
    """To somebody who travelled along."""
    if invitation.person is not None:
        by = invitation.by.name
        notices.notify(invitation.person, AUTHOR_PROPOSED, invitation.story, by=by)


def mail_author_invitation(
    invitation: AuthorInvitation, *, language: str, keep_for: timedelta
) -> None:
    """To somebody who may never have been here."""
    language = User.objects.language_of(invitation.email, otherwise=language)
    transactional_email.queue_email(
        template=AUTHOR_INVITED,
        address=invitation.email,
        language=language,
        keep_for=keep_for,
        subject=invitation,
        link=absolute_url(invitation, language),
    )


def send_consent_request(shown: PersonShown, *, by: StoryAuthor, keep_for: timedelta) -> None:
    """A notice for an account; else a letter with their own link.

    In the language of their account where the address has one, else in that of the story.
    """
    if shown.person is not None:
        notices.notify(shown.person, CONSENT_ASKED, shown, by=by.name)
    elif shown.email:
        language = User.objects.language_of(shown.email, otherwise=shown.story.language)
        transactional_email.queue_email(
            template=CONSENT_ASKED,
            address=shown.email,
            language=language,
            keep_for=keep_for,
            subject=shown,
            data={"by": by.name},
            link=absolute_url(shown, language),
        )


def notify_authors(
    story: Story, template: str, *, words: dict[str, str] | None = None, **data: str
) -> None:
    for seat in story.authors.present().select_related("person"):
        notices.notify(seat.person, template, story, words, **data)


def notify_removed_author(author: StoryAuthor, *, by: StoryAuthor) -> None:
    """With what stays: the words, and the name of whoever is credited."""
    is_credited = int(StoryAuthor.objects.credited().filter(pk=author.pk).exists())
    notices.notify(author.person, AUTHOR_REMOVED, author.story, by=by.name, is_credited=is_credited)


def notify_reviewers(story: Story, *, by: StoryAuthor) -> None:
    """Those whose task it is: coordinators of what it tells about, else the co-operative."""
    for reader in reviewers_of_story(story):
        notices.notify(reader, STORY_SUBMITTED, story, by=by.name)


def notify_named_people(story: Story) -> None:
    """Whoever agreed hears that it is public now, and how to take it back.

    Authors are told that it is public in any case: once is enough. Who never answered, and has
    blocked one of the authors or is blocked by one, hears nothing: nothing of theirs is shown.
    """
    authors = story.authors.present().values("person")
    blocks = PersonBlock.objects.filter(
        Q(blocker=OuterRef("person"), blocked__in=authors)
        | Q(blocked=OuterRef("person"), blocker__in=authors)
    )
    people = story.people_shown.standing().filter(left_out_at=None).exclude(person__in=authors)
    for shown in people.exclude(Q(Exists(blocks)) & Q(consents=None)).select_related("person"):
        if shown.person is not None:
            notices.notify(shown.person, SHOWN_IN_PUBLIC, shown)
