"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from commons.accounts.panels import register_on_desk, register_on_person
from commons.conversations.topics import Topic, register_topic
from hosting.enquiries.models import Enquiry
from hosting.enquiries.panels import (
    desk_panels,
    person_panels,
    thread_panels,
    waiting_enquiries,
)
from hosting.enquiries.presenters import format_topic, mailable_words, party_of

register_on_desk(desk_panels, waits=waiting_enquiries)
register_on_person(person_panels)
register_topic(
    Enquiry,
    Topic(
        title=format_topic,
        mailable=mailable_words,
        party=party_of,
        panels=thread_panels,
        related=(
            *("enquiry__sender", "enquiry__host", "enquiry__community", "enquiry__offer"),
            "enquiry__answered_by",
        ),
    ),
)
