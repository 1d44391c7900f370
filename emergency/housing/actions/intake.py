"""What housing makes of a submission: a request, an offer or a helper; and its receipt."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.utils import timezone

from commons.accounts.permissions import Actor
from commons.geography.models import Locality
from emergency.activations.actions.states import write_event
from emergency.activations.choices import Noun
from emergency.activations.models.activations import Activation
from emergency.housing import notifications
from emergency.housing.actions.forgotten_counts import forgotten_receipts
from emergency.housing.actions.request_states import set_clock
from emergency.housing.models.offers import Helper, HousingAddress, HousingOffer
from emergency.housing.models.requests import HousingRequest
from emergency.intake.actions.submissions import fill_row, is_flooded
from emergency.intake.models.contacts import Contact
from emergency.intake.models.submissions import Submission

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


def mail_receipt(submission: Submission, contact: Contact) -> None:
    """With the link of the submission, unless this address had enough of them today."""
    if not is_buried(submission.activation, contact):
        notifications.mail_bearer(submission, contact, notifications.RECEIPT)


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


def make_request(submission: Submission, contact: Contact, by: Actor) -> None:
    request = HousingRequest(**_common(submission, contact), **_digests(contact))
    fill_row(request, submission.words, REQUEST)
    request.urgency = request.reckon_urgency(submission.activation.today())
    set_clock(request, request.state)
    request.clock_from = submission.received_at
    request.save()
    write_event(request, noun=Noun.REQUEST, by=by)
    if request.is_for_tonight and not is_flooded(submission.activation):
        notifications.tell_of_tonight(request)


def make_offer(submission: Submission, contact: Contact, by: Actor) -> None:
    """Where it is, roughly, is the middle of the commune: nobody is asked for a point on a map."""
    offer = HousingOffer(**_common(submission, contact), **_digests(contact))
    fill_row(offer, submission.words, OFFER)
    locality = Locality.objects.get(pk=offer.locality_id)
    offer.latitude, offer.longitude = round(locality.latitude, 2), round(locality.longitude, 2)
    offer.save()
    address = HousingAddress(offer=offer)
    fill_row(address, submission.words, ADDRESS).save()
    write_event(offer, noun=Noun.OFFER, by=by)


def make_helper(submission: Submission, contact: Contact, by: Actor) -> None:
    helper = Helper(**_common(submission, contact), **_digests(contact))
    fill_row(helper, submission.words, HELPER).save()


def _common(submission: Submission, contact: Contact) -> dict[str, Any]:
    return {"submission": submission, "activation": submission.activation, "contact": contact}


def _digests(contact: Contact) -> dict[str, str]:
    return {"phone_digest": contact.phone_digest, "email_digest": contact.email_digest}
