"""How many letters one person may have sent to addresses that nobody has confirmed here.

They leave from the domain of the co-operative and carry a title in free words.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from commons.accounts.models import User
from commons.audit.models import AuditEntry
from core.quotas.checks import counted_since, quota_named, require_recorded_quota
from core.text.contacts import email_key
from travel_stories.trips.errors.quotas import (
    AddressInvitedAlreadyError,
    AddressWrittenToOftenError,
    TooManyLettersError,
    TooManyPassesError,
)
from travel_stories.trips.letter_sources import letter_sources
from travel_stories.trips.models.members import Invitation


class HasInvitations(Protocol):
    """A trip, or a story."""

    @property
    def invitations(self) -> Any: ...


def require_invitation_quota(person: User) -> None:
    """Raises TooManyLettersError once the daily quota is spent. See `remaining_invitations`."""
    name, sent = _letters_of(person)
    require_recorded_quota(name, sent, refusal=TooManyLettersError)


def remaining_invitations(person: User) -> int:
    """How many letters this person may still have sent now.

    The row of the person is locked, so that two presses are counted one after the other; lock it
    before a trip or a story, as closing an account does.
    """
    name, sent = _letters_of(person)
    return max(0, quota_named(name).most - len(sent))


def require_not_yet_invited(place: HasInvitations, email: str) -> None:
    """One letter to a mailbox about one trip or story, also after the invitation was revoked.

    Raises AddressInvitedAlreadyError, and AddressWrittenToOftenError where others write as well.
    """
    lately = timezone.now() - settings.TRAVEL_STORIES_INVITED_FOR
    if place.invitations.filter(_same_mailbox(email), made_at__gt=lately).exists():
        raise AddressInvitedAlreadyError
    require_mailbox_quota(email)


def require_passes_left(invitation: Invitation) -> None:
    """Count a personal link that is mailed again. Raises TooManyPassesError.

    The row of the invitation is locked, so that two presses are counted one after the other.
    """
    mailed = AuditEntry.objects.about(invitation.trip).filter(verb="trip.pass_mailed")
    mailed = mailed.filter(
        at__gt=counted_since("trip_passes_by_email"), data__member=invitation.seat_id
    )
    require_recorded_quota(
        "trip_passes_by_email",
        mailed.order_by().values_list("at", flat=True),
        refusal=TooManyPassesError,
    )


def require_mailbox_quota(email: str) -> None:
    """Raises AddressWrittenToOftenError where `is_mailbox_over_quota`."""
    received = _letters_to(email)
    refusal = AddressWrittenToOftenError
    require_recorded_quota("letters_to_mailbox", received, refusal=refusal)


def is_mailbox_over_quota(email: str) -> bool:
    """Invitations and questions about consents together, whoever sent them."""
    return len(_letters_to(email)) >= quota_named("letters_to_mailbox").most


def _letters_to(email: str) -> list[datetime]:
    """When the letters that count left for this mailbox."""
    since, mailbox = counted_since("letters_to_mailbox"), _same_mailbox(email)
    received: list[datetime] = []
    for source in letter_sources():
        lately = source.rows().filter(mailbox, **{f"{source.sent_at}__gt": since})
        received += lately.order_by().values_list(source.sent_at, flat=True)
    return received


def _same_mailbox(email: str) -> Q:
    """Rows whose address has the `email_key` of this one: ada+1@ and ada+2@ reach one person."""
    name, _at, domain = email_key(email).partition("@")
    tagged = Q(email__istartswith=f"{name}+", email__iendswith=f"@{domain}")
    return Q(email__iexact=f"{name}@{domain}") | tagged


def _letters_of(person: User) -> tuple[str, list[datetime]]:
    """Which quota holds, and when the letters that count left; the row is locked."""
    person = User.objects.locked(person.pk, no_key=True)
    is_newcomer = person.date_joined > timezone.now() - settings.TRAVEL_STORIES_NEWCOMER_FOR
    name = "trip_letters_of_newcomer" if is_newcomer else "trip_letters"
    since = counted_since(name)
    letters: list[datetime] = []  # whatever they were about
    for source in letter_sources():
        lately = {f"{source.sent_at}__gt": since, source.sender: person}
        sent = source.rows().filter(**lately).exclude(email="")
        letters += sent.order_by().values_list(source.sent_at, flat=True)
    return name, letters
