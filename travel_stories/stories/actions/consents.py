"""People whom a story names are put on its list, are asked, and answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.audit import actions as audit
from commons.blocking.rules import is_mailbox_blocked, require_contact
from commons.mail.actions import NOT_SENT
from commons.privacy.actions.erasures import record_erasure
from core.permissions import SYSTEM, require
from core.quotas.checks import require_quota
from travel_stories.stories import notifications
from travel_stories.stories.actions.consent_effects import consent_changes
from travel_stories.stories.choices import AnswerWay, ConsentLevel, Decision, ShownAs
from travel_stories.stories.errors.publication import (
    AskedAlreadyError,
    AuthorNamedError,
    ConsentRefusedError,
    NamedAlreadyError,
    NobodyToWriteToError,
    TheyAnswerThemselvesError,
    TooManyPeopleError,
    WordsChangedError,
)
from travel_stories.stories.models.authors import StoryAuthor
from travel_stories.stories.models.blocks import Block
from travel_stories.stories.models.consents import Answer, Consent, Mention, PersonShown
from travel_stories.stories.models.stories import Story
from travel_stories.stories.selectors.consents import consent_request_for
from travel_stories.trips.actions.quotas import require_invitation_quota, require_mailbox_quota

MOST_PEOPLE: Final = 60
ASK_AGAIN_AFTER: Final = timedelta(days=1)
WITHDRAWAL: Final = "consent"  # in the journal of erasures
LINK_GOOD_FOR: Final = timedelta(days=60)  # the letter, not the page: that stays theirs


@dataclass(frozen=True, slots=True)
class AnswerSource:
    """How an answer came; where an author wrote it down: who, and what they noted of it."""

    way: AnswerWay
    by: User | None = None
    note: str = ""


@transaction.atomic
def name_person(
    *,
    story: Story,
    name: str,
    parts: Iterable[str],
    by: StoryAuthor,
    person: User | None = None,
    email: str = "",
) -> PersonShown:
    """Put somebody on the list of those who are named or shown. Nobody is told yet.

    An account that was found by its address keeps the address beside it: it is counted and
    answered as any other, so that nobody learns here whose it is. Raises NamedAlreadyError,
    AuthorNamedError, TooManyPeopleError.
    """
    require(by, "stories.write_story", story)

    story = Story.objects.locked(story.pk)
    email = "" if person else email  # whoever was picked needs none
    if person is None:
        # An author's address looks like that of a stranger, who gets a letter: it tells whose it is
        # to nobody who tries addresses.
        account = _account_of(email)
        person = None if _is_author(story, account) else account
    elif _is_author(story, person):
        raise AuthorNamedError
    known = _known(story, person, email)
    if known is not None and known.removed_at is None:
        raise NamedAlreadyError
    if story.people_shown.standing().count() >= MOST_PEOPLE:
        raise TooManyPeopleError(most=MOST_PEOPLE)

    shown = known or PersonShown(story=story, person=person, added_by=by.person)
    shown.name, shown.email, shown.removed_at = name, email.lower(), None
    shown.person = shown.person or person  # who has confirmed the address since
    with consent_changes(story):
        shown.save()
        _mark(shown, parts)
    return shown


@transaction.atomic
def mark_parts(*, shown: PersonShown, parts: Iterable[str], by: StoryAuthor) -> PersonShown:
    """Say anew in which blocks and photographs somebody is."""
    require(by, "stories.write_story", shown.story)

    story = Story.objects.locked(shown.story_id)
    with consent_changes(story):
        _mark(shown, parts)
    return shown


@transaction.atomic
def take_off_list(*, shown: PersonShown, by: StoryAuthor) -> PersonShown:
    """The draft no longer names this person. What is public keeps their answers."""
    require(by, "stories.write_story", shown.story)

    story = Story.objects.locked(shown.story_id)
    shown = PersonShown.objects.locked(shown.pk)
    if shown.is_left_out:
        raise ConsentRefusedError
    shown.removed_at = timezone.now()
    with consent_changes(story):
        shown.save(update_fields=["removed_at"])
        shown.mentions.standing().update(removed_at=shown.removed_at)
    return shown


def list_hosts(story: Story, *, by: User) -> None:
    """Hosts whose offers the story tells of belong on the list, without anybody's doing."""
    written = Block.objects.present().filter(chapter__story=story, chapter__removed_at=None)
    blocks = written.exclude(offer=None).select_related("offer__host").order_by("pk")
    authors = set(story.authors.present().values_list("person", flat=True))
    for block in blocks:
        host = block.offer.host if block.offer else by
        if host.pk not in authors and host.closed_at is None:
            shown, _new = PersonShown.objects.get_or_create(
                story=story,
                person=host,
                email="",
                defaults={"name": host.display_name, "role": ShownAs.HOST, "added_by": by},
            )
            if shown.removed_at is not None:
                shown.removed_at = None
                shown.save(update_fields=["removed_at"])
            Mention.objects.update_or_create(
                shown=shown, part=block.public_id, defaults={"removed_at": None}
            )


@transaction.atomic
def ask_person(*, shown: PersonShown, by: StoryAuthor) -> PersonShown:
    """Tell somebody that their answer is wanted: a notice, or a letter with their own link.

    Raises NobodyToWriteToError, AskedAlreadyError; for whoever was picked a refusal of
    `require_contact` or QuotaExceededError; for an address TooManyLettersError,
    AddressWrittenToOftenError.
    """
    require(by, "stories.write_story", shown.story)
    if shown.email:
        require_invitation_quota(by.person)
    elif shown.person is not None:
        require_contact(by.person, [shown.person])

    shown = PersonShown.objects.locked(shown.pk)
    if not shown.can_be_written_to:
        raise NobodyToWriteToError
    if shown.asked_at and shown.asked_at > timezone.now() - ASK_AGAIN_AFTER:
        raise AskedAlreadyError
    if shown.email:
        require_mailbox_quota(shown.email)
    else:
        require_quota("consent_questions", by.person)

    send_consent_request(shown, by=by)
    audit.record(by.person, "story.consent_asked", shown.story, shown=shown.pk)
    return shown


def send_consent_request(shown: PersonShown, *, by: StoryAuthor) -> None:
    """Note that they are asked, and send it unless one has blocked the other. `shown` is locked."""
    shown.asked_at = timezone.now()
    shown.save(update_fields=["asked_at"])
    address = shown.person.email if shown.person is not None else shown.email
    # Whoever was picked was asked about before; what was typed is answered alike, and costs alike.
    is_blocked = bool(shown.email) and is_mailbox_blocked(by.person, address)
    if shown.person is None or not is_blocked:
        keep_for = NOT_SENT if is_blocked else LINK_GOOD_FOR
        notifications.send_consent_request(shown, by=by, keep_for=keep_for)


@transaction.atomic
def answer_consent(
    *, shown: PersonShown, wishes: Mapping[str, ConsentLevel], seen: str, by: User | None = None
) -> Consent:
    """What somebody says to each part, as it stood on their page. `seen` names what stood there.

    Whoever opened the page by its secret link is the person; an account is asked besides.
    """
    if by is not None:
        require(by, "stories.answer_consent", shown)

    consent = _note(shown, wishes, seen, AnswerSource(AnswerWay.ONLINE))
    audit.record(by or SYSTEM, "story.consent_answered", shown.story, shown=shown.pk)

    notifications.notify_authors(shown.story, notifications.CONSENT_ANSWERED, who=shown.name)
    return consent


@transaction.atomic
def note_oral_answer(
    *, shown: PersonShown, wishes: Mapping[str, ConsentLevel], seen: str, note: str, by: StoryAuthor
) -> Consent:
    """For somebody without account and address: an author asked, and writes down when and how."""
    require(by, "stories.write_story", shown.story)
    if shown.can_be_written_to:
        raise TheyAnswerThemselvesError

    consent = _note(shown, wishes, seen, AnswerSource(AnswerWay.ORALLY, by.person, note))
    audit.record(by.person, "story.consent_noted", shown.story, shown=shown.pk)
    return consent


@transaction.atomic
def withdraw_consent(*, shown: PersonShown, by: User | None = None) -> PersonShown:
    """Be left out, from now on and everywhere: the next reader sees nothing of it any more."""
    if by is not None:
        require(by, "stories.answer_consent", shown)

    story = Story.objects.locked(shown.story_id)
    shown = PersonShown.objects.locked(shown.pk)
    if shown.is_left_out:
        return shown
    leave_out(shown, story)
    audit.record(by or SYSTEM, "story.consent_withdrawn", story, shown=shown.pk)
    record_erasure(WITHDRAWAL, shown.public_id)

    notifications.notify_authors(story, notifications.CONSENT_WITHDRAWN, who=shown.name)
    return shown


def withdraw_again(public_id: str) -> bool:
    """For the journal of erasures: what was withdrawn after the backup that was restored."""
    shown = PersonShown.objects.filter(public_id=public_id, left_out_at=None).first()
    if shown is None:
        return False
    withdraw_consent(shown=shown)
    return True


def leave_out(shown: PersonShown, story: Story) -> None:
    """The rows of a no. `story` is locked."""
    now = timezone.now()
    shown.consents.filter(withdrawn_at=None).exclude(decision=Decision.NO).update(withdrawn_at=now)
    shown.left_out_at = now
    with consent_changes(story):
        shown.save(update_fields=["left_out_at"])


def _note(
    shown: PersonShown, wishes: Mapping[str, ConsentLevel], seen: str, heard: AnswerSource
) -> Consent:
    """A row of the register, and a wish for each part. Raises WordsChangedError."""
    story = Story.objects.locked(shown.story_id)
    shown = PersonShown.objects.locked(shown.pk)
    asked = consent_request_for(shown)
    if seen != asked.text_hash:
        raise WordsChangedError
    answers = {part.key: wishes.get(part.key, ConsentLevel.CUT) for part in asked.parts}
    now = timezone.now()
    shown.consents.filter(withdrawn_at=None).update(withdrawn_at=now)
    consent = Consent.objects.create(
        shown=shown,
        text_hash=asked.text_hash,
        decision=_decision(answers),
        way=heard.way,
        noted_by=heard.by,
        note=heard.note,
    )
    shown.left_out_at = now if consent.decision == Decision.NO else None
    with consent_changes(story):
        for part in asked.parts:
            Answer.objects.update_or_create(
                shown=consent.shown,
                part=part.name,
                fingerprint=part.fingerprint,
                defaults={"consent": consent, "wish": answers[part.key]},
            )
        shown.save(update_fields=["left_out_at"])
    return consent


def _decision(answers: Mapping[str, ConsentLevel]) -> Decision:
    if all(wish == ConsentLevel.YES for wish in answers.values()):
        return Decision.YES
    if all(wish == ConsentLevel.CUT for wish in answers.values()):
        return Decision.NO
    return Decision.PART


def _mark(shown: PersonShown, parts: Iterable[str]) -> None:
    wanted = set(parts)
    shown.mentions.standing().exclude(part__in=wanted).update(removed_at=timezone.now())
    for part in sorted(wanted):
        Mention.objects.update_or_create(shown=shown, part=part, defaults={"removed_at": None})


def _known(story: Story, person: User | None, email: str) -> PersonShown | None:
    """Their row, on the list or taken off it before: of the same address, or of who was picked.

    Somebody who was picked and whose address is typed as well has two rows: a refusal, or a row
    that comes back, would tell whose address it is.
    """
    if email:
        return story.people_shown.filter(email=email.lower()).first()
    return story.people_shown.filter(person=person, email="").first() if person else None


def _is_author(story: Story, person: User | None) -> bool:
    return person is not None and story.authors.present().filter(person=person).exists()


def _account_of(email: str) -> User | None:
    """Whoever has confirmed this address here answers with their account."""
    if not email:
        return None
    known = User.objects.filter(email__iexact=email, is_active=True)
    account: User | None = known.filter(email_verified_at__isnull=False).first()
    return account
