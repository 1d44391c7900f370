"""Seats at a story are offered, taken, changed and given back."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from commons.accounts.models import User
from commons.audit import actions as audit
from commons.blocking.rules import is_mailbox_blocked, require_contact
from commons.mail.actions import NOT_SENT
from core.permissions import require
from core.security.tokens import new_nonce
from travel_stories.stories import notifications
from travel_stories.stories.choices import AuthorRole
from travel_stories.stories.errors.stories import (
    AuthorLinkGoneError,
    LastLeadError,
    NotYourInvitationError,
    TooManyAuthorsError,
)
from travel_stories.stories.models.authors import (
    AuthorInvitation,
    AuthorInvitationData,
    StoryAuthor,
)
from travel_stories.stories.models.blocks import Block
from travel_stories.stories.models.stories import Story
from travel_stories.stories.validators import MOST_AUTHORS
from travel_stories.trips.actions.quotas import require_invitation_quota, require_not_yet_invited


@transaction.atomic
def invite_author(
    *, story: Story, invited: AuthorInvitationData, by: StoryAuthor
) -> AuthorInvitation:
    """Offer a seat: by e-mail, or to somebody who travelled along. A second press sends nothing.

    Raises TooManyAuthorsError; to a person also a refusal of `require_contact`; by e-mail
    TooManyLettersError, AddressInvitedAlreadyError, AddressWrittenToOftenError. Where one has
    blocked the other, no email leaves and nobody is told.
    """
    require(by, "stories.lead_story", story)
    if invited.person is not None:
        require_contact(by.person, [invited.person])
    if invited.email and not _waiting(story, invited).exists():
        require_invitation_quota(by.person)

    story = Story.objects.locked(story.pk)
    if known := _waiting(story, invited).first():
        return known
    _require_seat(story)
    if invited.email:
        require_not_yet_invited(story, invited.email)

    invitation = AuthorInvitation.objects.create(
        story=story,
        by=by,
        role=invited.role,
        email=invited.email,
        person=invited.person,
        expires_at=timezone.now() + settings.TRAVEL_STORIES_INVITED_FOR,
    )
    details = {"role": invited.role, "invitation": invitation.pk}
    audit.record(by.person, "story.invited", story, **details)

    # Whoever has an account hears of it there, anybody else by mail.
    if invitation.person is not None:
        notifications.notify_invited_author(invitation)
    else:
        is_blocked = is_mailbox_blocked(by.person, invited.email)
        keep_for = NOT_SENT if is_blocked else settings.TRAVEL_STORIES_INVITED_FOR
        notifications.mail_author_invitation(
            invitation, language=invited.language, keep_for=keep_for
        )
    return invitation


def _waiting(story: Story, invited: AuthorInvitationData) -> QuerySet[AuthorInvitation]:
    waiting = AuthorInvitation.objects.good().filter(story=story)
    return waiting.filter(email=invited.email, person=invited.person)


@transaction.atomic
def revoke_author_invitation(*, invitation: AuthorInvitation, by: StoryAuthor) -> AuthorInvitation:
    """The link is dead from now on."""
    require(by, "stories.lead_story", invitation.story)

    invitation = AuthorInvitation.objects.locked(invitation.pk)
    if invitation.revoked_at is not None:
        return invitation

    invitation.revoked_at, invitation.nonce = timezone.now(), new_nonce()
    invitation.save(update_fields=["revoked_at", "nonce"])
    audit.record(by.person, "story.invitation_revoked", invitation.story)
    return invitation


@transaction.atomic
def accept_author_invitation(*, token: str, by: User) -> StoryAuthor:
    """Take the seat. Raises AuthorLinkGoneError, NotYourInvitationError, TooManyAuthorsError.

    Whoever has a seat keeps it as it is; whoever comes back takes the old one.
    """
    require(by, "stories.begin_story", by)

    # A link is for whoever has it, a notice for one person.
    invitation = AuthorInvitation.objects.select_for_update(of=("self",)).with_token(token)
    if invitation is None:
        raise AuthorLinkGoneError
    if invitation.person_id is not None and invitation.person_id != by.pk:
        raise NotYourInvitationError
    story = Story.objects.locked(invitation.story_id)
    seat = story.authors.filter(person=by).first()
    if seat is not None and seat.is_active:
        return seat
    _require_seat(story)

    seat = seat or StoryAuthor(story=story, person=by, credit=by.display_name)
    seat.left_at, seat.role = None, invitation.role
    seat.save()
    invitation.taken_at = timezone.now()
    invitation.save(update_fields=["taken_at"])
    audit.record(by, "story.joined", story, author=seat.pk, role=seat.role)

    notifications.notify_leads(story, notifications.AUTHOR_JOINED, by=seat)
    return seat


@transaction.atomic
def change_author_role(*, author: StoryAuthor, role: str, by: StoryAuthor) -> StoryAuthor:
    """Give somebody another part in it. Somebody leads on. Raises LastLeadError."""
    require(by, "stories.lead_story", author.story)

    story = Story.objects.locked(author.story_id)
    author = story.authors.locked(author.pk)
    if role != AuthorRole.LEAD:
        _require_other_lead(story, author)

    author.role = role
    author.save(update_fields=["role"])
    audit.record(by.person, "story.role_changed", story, author=author.pk, role=role)
    return author


@transaction.atomic
def change_credit(*, author: StoryAuthor, credit: str, by: StoryAuthor) -> StoryAuthor:
    """Say under which name one is credited; nothing means unnamed. Nobody else can say it."""
    require(by, "stories.change_credit", author)

    author = StoryAuthor.objects.locked(author.pk)
    author.credit = credit.strip()
    author.save(update_fields=["credit"])
    return author


@transaction.atomic
def leave_story(*, story: Story, by: StoryAuthor) -> StoryAuthor:
    """Give one's seat back. The story lives, and the credit stays. Raises LastLeadError."""
    require(by, "stories.see_draft", story)
    return _vacate_seat(by, "story.left", by)


@transaction.atomic
def remove_author(*, author: StoryAuthor, by: StoryAuthor) -> StoryAuthor:
    """Take the seat away. What the person wrote stays, with the credit for it."""
    require(by, "stories.lead_story", author.story)

    author = _vacate_seat(author, "story.author_removed", by)

    if author.pk != by.pk:
        notifications.notify_removed_author(author, by=by)
    return author


def heirs_of(author: StoryAuthor) -> list[StoryAuthor]:
    """Who could lead after somebody left: whoever writes comes first, then by standing."""
    others = StoryAuthor.objects.present().filter(story=author.story_id).exclude(pk=author.pk)
    return sorted(others, key=lambda one: (one.role == AuthorRole.READER, one.pk))


def _vacate_seat(author: StoryAuthor, verb: str, by: StoryAuthor) -> StoryAuthor:
    story = Story.objects.locked(author.story_id)
    author = story.authors.locked(author.pk)
    if author.left_at is not None:
        return author
    _require_other_lead(story, author)

    author.left_at = timezone.now()
    author.save(update_fields=["left_at"])
    Block.objects.filter(held_by=author).update(held_by=None, held_until=None)
    audit.record(by.person, verb, story, author=author.pk)
    return author


def _require_seat(story: Story) -> None:
    if story.authors.present().count() >= MOST_AUTHORS:
        raise TooManyAuthorsError(most=MOST_AUTHORS)


def _require_other_lead(story: Story, author: StoryAuthor) -> None:
    if author.role != AuthorRole.LEAD:
        return
    if not story.authors.leading().exclude(pk=author.pk).exists():
        raise LastLeadError
