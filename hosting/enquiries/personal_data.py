"""What conversations without a request hold about a person; their words are in conversations."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.privacy import personal_data
from commons.privacy.plain_rows import plain_rows
from commons.privacy.registries.processings import LegalBasis, Processing, register_processing
from commons.privacy.registries.retention import RetentionRule, register_retention
from hosting.enquiries.models import Enquiry, EnquirySettings


def enquiries_of(person: User) -> dict[str, Any]:
    """With whom they talk without a request, and what they chose as a host."""
    facts = ("thread__public_id", "sent_at")
    sent = Enquiry.objects.filter(sender=person).order_by("pk")
    received = Enquiry.objects.filter(host=person).order_by("pk")
    answered = Enquiry.objects.filter(answered_by=person).order_by("pk")
    return {
        "enquiries_sent": list(
            sent.values(*facts, "host__public_id", "community__public_id", "offer__public_id")
        ),
        "enquiries_received": list(received.values(*facts, "waiting_since")),
        "enquiries_answered": list(answered.values("thread__public_id", "answered_at")),
        "enquiry_settings": plain_rows(EnquirySettings.objects.filter(host=person)),
    }


personal_data.register(
    "hosting",
    enquiries_of,
    covers=[
        "enquiries.enquiry.sender",
        "enquiries.enquiry.host",
        "enquiries.enquiry.answered_by",
        "enquiries.enquirysettings.host",
    ],
)
register_processing(
    Processing(
        "enquiries",
        ("enquiries",),
        title=_("Conversations without a request"),
        purpose=_("so that you can ask a host or a community something before you choose dates"),
        basis=LegalBasis.CONTRACT,
        recipients=_("the host, or the coordinators of the community that you write to"),
    )
)
register_retention(
    RetentionRule(
        ("enquiries.enquiry",),
        goes=_("who you wrote to without a request"),
        period=settings.CONVERSATIONS_KEPT,
        starts=_("after the last message in the conversation"),
        job="hosting.forget_enquiries",
        stays=_(
            "the conversation, without your name, for the people you wrote to, if you close your "
            "account before then"
        ),
    ),
    RetentionRule(
        ("enquiries.enquirysettings",),
        goes=_("whether people may write to you without a request"),
    ),
)
