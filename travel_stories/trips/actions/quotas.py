"""How many letters one person may have sent to addresses that nobody has confirmed here.

They leave from the domain of the co-operative and carry a title in free words.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final, Protocol

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from commons.accounts.models import User
from commons.audit.models import AuditEntry
from core.text.contacts import email_key
from travel_stories.trips.errors.quotas import (
    AddressInvitedAlreadyError,
    AddressWrittenToOftenError,
    TooManyLettersError,
    TooManyPassesError,
)
from travel_stories.trips.letter_sources import letter_sources
from travel_stories.trips.models.members import Invitation

A_DAY: Final = timedelta(days=1)
MOST_PASSES_A_DAY: Final = 3


class HasInvitations(Protocol):
    """A trip, or a story."""

    @property
    def invitations(self) -> Any: ...


def require_invitation_quota(person: User) -> None:
    """Raises TooManyLettersError once the daily quota is spent. See `remaining_invitations`."""
    most, sent = _quota_of(person)
    if len(sent) >= most:
        free_at = timezone.localtime(sent[-most] + A_DAY)
        raise TooManyLettersError(most=most, time=date_format(free_at, "DATETIME_FORMAT"))


def remaining_invitations(person: User) -> int:
    """How many letters this person may still have sent now.

    The row of the person is locked, so that two presses are counted one after the other; lock it
    before a trip or a story, as closing an account does.
    """
    most, sent = _quota_of(person)
    return max(0, most - len(sent))


def require_not_yet_invited(place: HasInvitations, email: str) -> None:
    """One letter to a mailbox about one trip or story, also after the invitation was revoked.

    Raises AddressInvitedAlreadyError, and AddressWrittenToOftenError where others write as well.
    """
    lately = timezone.now() - settings.TRAVEL_STORIES_INVITED_FOR
    if place.invitations.filter(_same_mailbox(email), made_at__gt=lately).exists():
        raise AddressInvitedAlreadyError
    require_mailbox_quota(email)


def require_passes_left(invitation: Invitation) -> None:
    """Count a personal link that is mailed again. Raises TooManyPassesError after three a day.

    The row of the invitation is locked, so that two presses are counted one after the other.
    """
    mailed = AuditEntry.objects.about(invitation.trip).filter(verb="trip.pass_mailed")
    mailed = mailed.filter(at__gt=timezone.now() - A_DAY, data__member=invitation.seat_id)
    if mailed.count() >= MOST_PASSES_A_DAY:
        raise TooManyPassesError


def require_mailbox_quota(email: str) -> None:
    """Raises AddressWrittenToOftenError where `is_mailbox_over_quota`."""
    if is_mailbox_over_quota(email):
        raise AddressWrittenToOftenError


def is_mailbox_over_quota(email: str) -> bool:
    """Invitations and questions about consents of 24 hours together, whoever sent them."""
    since, mailbox = timezone.now() - A_DAY, _same_mailbox(email)
    received = sum(
        source.rows().filter(mailbox, **{f"{source.sent_at}__gt": since}).count()
        for source in letter_sources()
    )
    return received >= int(settings.TRAVEL_STORIES_LETTERS_TO_ONE_ADDRESS)


def _same_mailbox(email: str) -> Q:
    """Rows whose address has the `email_key` of this one: ada+1@ and ada+2@ reach one person."""
    name, _at, domain = email_key(email).partition("@")
    tagged = Q(email__istartswith=f"{name}+", email__iendswith=f"@{domain}")
    return Q(email__iexact=f"{name}@{domain}") | tagged


def _quota_of(person: User) -> tuple[int, list[datetime]]:
    """How many letters a day, and when those of the last 24 hours left; the row is locked."""
    person = User.objects.locked(person.pk, no_key=True)
    limits = settings.TRAVEL_STORIES_LETTERS_TO_STRANGERS
    if person.date_joined > timezone.now() - settings.TRAVEL_STORIES_NEWCOMER_FOR:
        daily_quota = int(limits["newcomer"])
    else:
        daily_quota = int(limits["member"])
    # When the letters of the last 24 hours left, whatever they were about.
    since = timezone.now() - A_DAY
    letters: list[datetime] = []
    for source in letter_sources():
        lately = {f"{source.sent_at}__gt": since, source.sender: person}
        sent = source.rows().filter(**lately).exclude(email="")
        letters += sent.order_by().values_list(source.sent_at, flat=True)
    return daily_quota, sorted(letters)
