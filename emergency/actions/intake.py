"""Intake: a submitted form is one row, processed by the clock or at once for a coordinator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from commons.geography.models import Locality
from core.permissions import SYSTEM, require
from emergency import notifications
from emergency.actions.forgotten_counts import forgotten_receipts
from emergency.actions.states import set_clock, write_event
from emergency.enums.people import Noun
from emergency.enums.requests import IntakeType
from emergency.errors.activations import IntakeClosedError
from emergency.models.activations import Activation
from emergency.models.contacts import Contact
from emergency.models.intake import Submission
from emergency.models.offers import Helper, HousingAddress, HousingOffer
from emergency.models.requests import HousingRequest

CONTACT: Final = ("name", "phone", "email")
REQUEST: Final = (
    "category",
    "hospital",
    "workplace",
    "check_in",
    "check_out",
    "people",
    "with_minors",
    "pets",
    "step_free",
    "share_bed",
    "infants",
    "smokes",
    "avoids",
    "household",
    "travel_mode",
    "travel_minutes",
    "shift_begins",
    "shift_ends",
    "situation",
    "words",
)
OFFER: Final = (
    "locality",
    "kind",
    "check_in",
    "check_out",
    "sleeps",
    "double_beds",
    "cots",
    "step_free",
    "takes_pets",
    "smoking",
    "presences",
    "parking",
    "household",
    "access_mode",
    "access_hours",
    "words",
)
ADDRESS: Final = ("address", "has_no_number")
HELPER: Final = ("skills", "words")
RECEIPTS_A_DAY: Final = 10  # to one address: nobody is buried in letters that others ask for


@transaction.atomic
def receive_submission(
    *,
    activation: Activation,
    intake_type: IntakeType,
    words: Mapping[str, Any],
    key: UUID,
    language: str,
    by: User | None = None,
) -> Submission:
    """Keep what somebody sent: one row, and nothing leaves. The same `key` is received once.

    `by` is the coordinator who typed for a caller. Raises IntakeClosedError.
    """
    if by is not None:
        require(by, "emergency.coordinate", activation)
    if not activation.takes_requests:
        raise IntakeClosedError

    fields = {"activation": activation, "door": intake_type, "words": dict(words)}
    defaults = fields | {"language": language, "typed_by": by}
    submission, _new = Submission.objects.get_or_create(key=key, defaults=defaults)
    _schedule_processing(submission, by)
    return submission


def _schedule_processing(submission: Submission, by: User | None) -> None:
    """By whoever typed it, by the clock, or after the commit where no worker looks after it."""
    if by is not None:
        process_submission(submission=submission, by=by)
    elif settings.CELERY_TASK_ALWAYS_EAGER:
        transaction.on_commit(
            partial(process_submission, submission=submission, by=SYSTEM), robust=True
        )


@transaction.atomic
def process_submission(*, submission: Submission, by: Actor) -> Submission:
    """Make it a request, an offer or a helper. Doing it again changes nothing."""
    require(by, "emergency.take_in", submission)

    submission = Submission.objects.select_for_update().get(pk=submission.pk)
    if submission.taken_in_at is not None:
        return submission

    contact = _filled(Contact(language=submission.language), submission.words, CONTACT)
    contact.save()
    MAKERS[IntakeType(submission.door)](submission, contact, by)
    submission.words, submission.taken_in_at = {}, timezone.now()
    submission.save(update_fields=["words", "taken_in_at"])
    audit.record(by, "submission.taken_in", submission, door=submission.door)

    if not is_buried(submission.activation, contact):
        notifications.mail_bearer(submission, contact, notifications.RECEIPT)
    return submission


def is_buried(activation: Activation, contact: Contact) -> bool:
    """This address, or this telephone, has had its receipts of the day.

    Then no withdrawal is written to it either: the page of each reference says the same.
    """
    mail, phone = {"email_digest": contact.email_digest}, {"phone_digest": contact.phone_digest}
    reached = mail if contact.email else phone
    recent = {
        "activation": activation,
        "created_at__gt": timezone.now() - timedelta(days=1),
        **reached,
    }
    rows = (HousingRequest.objects, HousingOffer.objects, Helper.objects)
    received = sum(row.filter(**recent).count() for row in rows)
    received += sum(forgotten_receipts(activation.pk, digest) for digest in reached.values())
    return received > RECEIPTS_A_DAY


def is_flooded(activation: Activation) -> bool:
    """More forms came within the hour than people send; `warn_of_flood` says so once."""
    an_hour_ago = timezone.now() - timedelta(hours=1)
    came = activation.submissions.filter(received_at__gt=an_hour_ago).count()
    return came > settings.EMERGENCY_FLOOD


def _make_request(submission: Submission, contact: Contact, by: Actor) -> None:
    request = HousingRequest(**_common(submission, contact), **_digests(contact))
    _filled(request, submission.words, REQUEST)
    request.urgency = request.reckon_urgency(submission.activation.today())
    set_clock(request, request.state)
    request.clock_from = submission.received_at
    request.save()
    write_event(request, noun=Noun.REQUEST, by=by)
    if request.is_for_tonight and not is_flooded(submission.activation):
        notifications.tell_of_tonight(request)


def _make_offer(submission: Submission, contact: Contact, by: Actor) -> None:
    """Where it is, roughly, is the middle of the commune: nobody is asked for a point on a map."""
    offer = HousingOffer(**_common(submission, contact), **_digests(contact))
    _filled(offer, submission.words, OFFER)
    locality = Locality.objects.get(pk=offer.locality_id)
    offer.latitude, offer.longitude = round(locality.latitude, 2), round(locality.longitude, 2)
    offer.save()
    address = HousingAddress(offer=offer)
    _filled(address, submission.words, ADDRESS).save()
    write_event(offer, noun=Noun.OFFER, by=by)


def _make_helper(submission: Submission, contact: Contact, by: Actor) -> None:
    helper = Helper(**_common(submission, contact), **_digests(contact))
    _filled(helper, submission.words, HELPER).save()


MAKERS: Final = {
    IntakeType.REQUEST: _make_request,
    IntakeType.OFFER: _make_offer,
    IntakeType.HELPER: _make_helper,
}


def _common(submission: Submission, contact: Contact) -> dict[str, Any]:
    return {"submission": submission, "activation": submission.activation, "contact": contact}


def _digests(contact: Contact) -> dict[str, str]:
    return {"phone_digest": contact.phone_digest, "email_digest": contact.email_digest}


def _filled[Row: models.Model](row: Row, words: Mapping[str, Any], names: Iterable[str]) -> Row:
    """Plain values become what the fields hold; what wasn't said stays as the model begins."""
    for name in names:
        field: Any = row._meta.get_field(name)
        if name in words:
            setattr(row, field.attname, field.to_python(words[name]))
    return row
