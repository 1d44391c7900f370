"""Beginning a conversation without a request, and who takes part on the side of a community."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Q

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from commons.blocking.rules import require_contact
from commons.conversations.actions import (
    delete_thread,
    notify_of_message,
    open_thread,
    post_message,
)
from commons.conversations.models import Message, Participant
from commons.conversations.notifications import MESSAGE_POSTED
from commons.notifications.actions import notices
from core.permissions import require
from core.quotas.checks import require_quota
from hosting.communities.models.communities import Community
from hosting.communities.selectors.coordinators import coordinators_of
from hosting.enquiries.errors import (
    EnquiriesClosedError,
    NoCoordinatorError,
    OwnCommunityError,
    OwnEnquiryError,
)
from hosting.enquiries.models import Enquiry, EnquiryDraft, EnquirySettings
from hosting.enquiries.selectors import readers_of_community, takes_enquiries


@transaction.atomic
def send_enquiry(*, draft: EnquiryDraft, key: UUID, by: User) -> Enquiry:
    """Write to a host or a community. Two who have a conversation already go on in it.

    The same `key` says it only once. Raises EnquiriesClosedError, OwnEnquiryError,
    OwnCommunityError, NoCoordinatorError, QuotaExceededError, the refusals of a message, and one
    of `require_contact`.
    """
    require(by, "enquiries.send_enquiry", by)

    User.objects.locked(by.pk, no_key=True)  # a second press waits here
    if draft.community is not None:  # whose coordinators stay who they are until this is sent
        Community.objects.locked(draft.community.pk, no_key=True)
    if earlier := Enquiry.objects.like(draft, sender=by).first():
        if earlier.community is not None:
            _sync_seats_of(earlier)  # a block may have ended since
        post_message(thread=earlier.thread, body=draft.message, by=by, key=key)
        return earlier
    readers = _readers(draft, by=by)
    require_quota("enquiries", by)

    thread = open_thread(people=[by, *readers], body=draft.message, by=by, key=key)
    message = thread.messages.get()
    enquiry = Enquiry.objects.create(
        sender=by,
        host=draft.host,
        community=draft.community,
        offer=draft.offer,
        thread=thread,
        waiting_since=message.sent_at,
    )
    audit.record(by, "enquiry.sent", enquiry)

    notify_of_message(message)
    return enquiry


@transaction.atomic
def settle_enquiry(*, enquiry: Enquiry, by: User) -> Enquiry:
    """Say that it needs no answer: it leaves the desk until its sender writes again."""
    require(by, "enquiries.settle_enquiry", enquiry)

    enquiry = Enquiry.objects.locked(enquiry.pk)
    if not enquiry.is_waiting:
        return enquiry

    enquiry.waiting_since = None
    enquiry.save(update_fields=["waiting_since"])
    audit.record(by, "enquiry.settled", enquiry)
    return enquiry


@transaction.atomic
def change_enquiry_settings(*, takes: bool, by: User) -> EnquirySettings:
    """Say whether people may begin to write without a request. What has begun goes on."""
    require(by, "enquiries.change_enquiry_settings", by)

    settings, _made = EnquirySettings.objects.update_or_create(
        host=by, defaults={"takes_enquiries": takes}
    )
    audit.record(by, "enquiries.opened" if takes else "enquiries.closed", by)
    return settings


@transaction.atomic
def note_message(message: Message) -> None:
    """Of the other side: somebody has answered. Of who began: it waits since the first one."""
    enquiry = Enquiry.objects.filter(thread=message.thread_id).first()
    if enquiry is None:
        return
    if message.author_id == enquiry.sender_id:
        enquiry.waiting_since = enquiry.waiting_since or message.sent_at
    else:
        enquiry.waiting_since = None
        enquiry.answered_by, enquiry.answered_at = message.author, message.sent_at
    enquiry.save(update_fields=["waiting_since", "answered_by", "answered_at"])


@transaction.atomic
def sync_seats(community: Community) -> None:
    """Whoever coordinates now reads what people wrote to the community; nobody else does."""
    for enquiry in Enquiry.objects.filter(community=community).select_related("sender", "thread"):
        _sync_seats_of(enquiry)


@transaction.atomic
def part_people(one: User, other: User) -> None:
    """After a block: a coordinator no longer reads what the other wrote, while others do."""
    both = (one.pk, other.pk)
    enquiries = Enquiry.objects.filter(sender__in=both, community__isnull=False)
    for enquiry in enquiries.filter(thread__participants__person__in=both).distinct():
        _sync_seats_of(enquiry)


@transaction.atomic
def close_enquiries_of(person: User) -> None:
    """Nobody waits for an answer from or to somebody who leaves for good."""
    Enquiry.objects.filter(Q(sender=person) | Q(host=person)).update(waiting_since=None)
    EnquirySettings.objects.filter(host=person).delete()


@transaction.atomic
def forget_enquiry(*, enquiry: Enquiry, by: Actor) -> None:
    """Delete a conversation in which nobody has written for long, with its files."""
    require(by, "enquiries.forget_enquiry", enquiry)

    enquiry = Enquiry.objects.locked(enquiry.pk)
    if not Enquiry.objects.to_forget().filter(pk=enquiry.pk).exists():
        return

    thread = enquiry.thread
    enquiry.delete()
    delete_thread(thread=thread, by=by)


def _readers(draft: EnquiryDraft, *, by: User) -> list[User]:
    """Who receives it. Raises the refusals of `send_enquiry`."""
    if draft.host is not None:
        if draft.host.pk == by.pk:
            raise OwnEnquiryError
        require_contact(by, [draft.host])
        if not takes_enquiries(draft.host):
            raise EnquiriesClosedError(name=draft.host.display_name)
        return [draft.host]
    assert draft.community is not None  # noqa: S101  for the type checker
    if Community.objects.coordinated_by(by).filter(pk=draft.community.pk).exists():
        raise OwnCommunityError
    readers = readers_of_community(draft.community, sender=by)
    if not readers:
        require_contact(by, coordinators_of(draft.community.pk).exclude(pk=by.pk))
        raise NoCoordinatorError
    return readers


def _sync_seats_of(enquiry: Enquiry) -> None:
    assert enquiry.community is not None  # noqa: S101  for the type checker
    readers = readers_of_community(enquiry.community, sender=enquiry.sender)
    seats = enquiry.thread.participants.exclude(person=enquiry.sender_id)
    for seat in seats.exclude(person__in=readers).select_related("person"):
        notices.dismiss(seat.person, MESSAGE_POSTED, enquiry.thread)
        seat.delete()
    seated = set(seats.values_list("person", flat=True))
    Participant.objects.bulk_create(
        Participant(thread=enquiry.thread, person=one) for one in readers if one.pk not in seated
    )
