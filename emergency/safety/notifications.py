"""Notices and letters about reports on safety."""

from __future__ import annotations

from typing import Final

from commons.notifications.actions import notices
from emergency.activations.choices import Side
from emergency.activations.notifications import notify_coordinators
from emergency.housing.notifications import mail_bearer
from emergency.safety.models import Incident

MAIL: Final = "emergency_safety/email/"
SAFETY_REPORTED: Final = f"{MAIL}safety_told.txt"
SAFETY_WAITS: Final = f"{MAIL}safety_waits.txt"
SAFETY_NOBODY: Final = f"{MAIL}safety_nobody.txt"
WE_HAVE_IT: Final = f"{MAIL}we_have_it.txt"
LOOKED_AT: Final = f"{MAIL}looked_at.txt"


def notify_safety_readers(incident: Incident) -> None:
    """To those who may read it. Where nobody on duty may, everybody hears that someone has to."""
    duties = incident.activation.duties.on_duty().filter(sees_safety=True)
    readers = [
        duty.person
        for duty in duties.select_related("person")
        if Incident.objects.visible_to(duty.person).filter(pk=incident.pk).exists()
    ]
    for person in readers:
        notices.notify(person, SAFETY_REPORTED, incident, drill=int(incident.activation.is_drill))
    if not readers:
        notify_coordinators(incident.activation, SAFETY_NOBODY)


def mail_reporter(incident: Incident, template: str) -> None:
    """To whoever told it by a link, in words that say nothing of it."""
    subject = incident.request if incident.side == Side.REQUESTER else incident.offer
    if incident.reported_by is None and subject is not None and subject.contact is not None:
        mail_bearer(subject.submission, subject.contact, template)
