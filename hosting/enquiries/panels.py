"""What conversations without a request put on the desk, on people's pages and above a thread."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.panels import Panel, Rows, WaitingItem
from hosting.enquiries.models import Enquiry
from hosting.enquiries.presenters import answer_words, enquiry_rows
from hosting.enquiries.selectors import enquiries_for, is_public_host, takes_enquiries

MOST_ITEMS: Final = 50


def waiting_enquiries(person: User) -> Rows:
    """Asked of this host, or of a community whose messages this coordinator reads."""
    return [Enquiry.objects.received_by(person).waiting()]


def desk_panels(person: User) -> Iterator[Panel]:
    """What waits for an answer, the longest waiting first."""
    waiting = enquiries_for(person).exclude(sender=person.pk).waiting().order_by("waiting_since")
    enquiries = list(waiting[:MOST_ITEMS])
    if not enquiries:
        return
    items = [
        WaitingItem(
            title=row.person,
            url=row.url,
            action=_("Reply"),
            text=_("To %(community)s") % {"community": enquiry.community.name}
            if enquiry.community
            else _("Message without a request"),
            words=row.words,
            person=row.person,
        )
        for enquiry, row in zip(enquiries, enquiry_rows(enquiries), strict=True)
    ]
    yield Panel(
        title=_("Messages without a request"),
        items=items,
        waiting=len(items),
        url=reverse("conversations:thread-list"),
        more=_("All messages"),
    )


def person_panels(person: User, viewer: User) -> Iterator[Panel]:
    """A way to write to a host, or in words that they take no such messages."""
    if person.pk == viewer.pk or not is_public_host(person):
        return
    takes = takes_enquiries(person)
    yield Panel(
        title=_("Messages"),
        template="enquiries/parts/person_panel.html",
        rows=[takes],
        url=reverse("hosting:enquiry-host", args=[person.public_id]) if takes else "",
        more=_("Ask a question"),
    )


def thread_panels(enquiry: Enquiry, reader: User) -> Iterator[Panel]:
    """What it is about, who answered, and for who receives it that it needs no answer."""
    receives = reader.pk != enquiry.sender_id
    yield Panel(
        title="",
        template="enquiries/parts/thread_panel.html",
        rows=[
            {
                "enquiry": enquiry,
                "answer": answer_words(enquiry) if enquiry.community_id and receives else "",
                "may_settle": receives and enquiry.is_waiting,
            }
        ],
    )
