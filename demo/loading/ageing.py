"""Things that happened days ago when they are loaded: what an action wrote gets its own moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import F, Max
from django.db.models.signals import pre_save

from commons.audit.models import AuditEntry
from commons.conversations.models import Message, Participant, Thread
from commons.notifications.models import Notice
from hosting.calendars.models import Hold, NightHold
from hosting.communities.models.local_rules import LocalRule
from hosting.enquiries.models import Enquiry
from hosting.notes.models import Note
from hosting.offers.models.attestations import Attestation
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import Proposal, Request
from hosting.requests.states import RequestState

MOMENTS: dict[type[models.Model], str] = {
    Notice: "at",
    Message: "sent_at",
    Thread: "opened_at",
    Enquiry: "sent_at",
    Proposal: "at",
    Agreement: "agreed_at",
    Hold: "at",
    Note: "at",
    Request: "sent_at",
    LocalRule: "set_at",
    Attestation: "at",
}
OPEN = (RequestState.SENT, RequestState.TENTATIVE)


@contextmanager
def happening_at(moment: datetime) -> Iterator[None]:
    """Whatever is written inside was written at this moment.

    Entries of the audit log get it when they are made: the database refuses to change them later.
    """
    known = {
        model: (models.QuerySet(model).aggregate(last=Max("pk"))["last"] or 0) for model in MOMENTS
    }

    def date_entry(instance: AuditEntry, **kwargs: object) -> None:
        instance.at = moment

    pre_save.connect(date_entry, sender=AuditEntry, weak=False)
    try:
        yield
    finally:
        pre_save.disconnect(date_entry, sender=AuditEntry)
    written = Message.objects.filter(pk__gt=known[Message]).values("thread")
    for model, field in MOMENTS.items():
        models.QuerySet(model).filter(pk__gt=known[model]).update(**{field: moment})
    Thread.objects.filter(pk__in=written).update(last_message_at=moment)


def move_nights(request: Request, check_in: date) -> None:
    """Let a stay begin on another day: the request, its terms, the agreement and its nights."""
    if request.check_in is None or request.check_out is None:
        return
    shift = check_in - request.check_in
    rows = (Request.objects.filter(pk=request.pk), request.proposals.all())
    for query in (*rows, Agreement.objects.filter(request=request)):
        query.update(check_in=F("check_in") + shift, check_out=F("check_out") + shift)
    holds = NightHold.objects.filter(hold__agreement__request=request)
    for night in holds.order_by("night" if shift < timedelta(0) else "-night"):
        NightHold.objects.filter(pk=night.pk).update(night=night.night + shift)
    request.refresh_from_db()


def close_at(request: Request, moment: datetime) -> None:
    """An ended request ended then."""
    Request.objects.filter(pk=request.pk).exclude(closed_at=None).update(closed_at=moment)


def read_by(request: Request, moment: datetime) -> None:
    """Whoever doesn't have to answer has read everything."""
    seats = Participant.objects.filter(thread=request.thread)
    if request.state == RequestState.SENT:
        seats = seats.exclude(person=request.host)
    seats.update(last_read_at=moment)


def put_away_old_notices(before: datetime) -> None:
    """What happened before that day has been read."""
    Notice.objects.filter(at__lt=before).update(read_at=F("at"))
