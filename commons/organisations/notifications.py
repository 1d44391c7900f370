"""What people hear of the organisations that they act for."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.utils import translation

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.mail import actions as transactional_email
from commons.notifications.actions import notices
from commons.organisations.choices import MandateRole
from commons.organisations.models import Mandate, MandateInvitation, Organisation
from commons.organisations.selectors import people_who_look_after_organisations

MAIL: Final = "organisations/email/"
INVITED: Final = f"{MAIL}mandate_invited.txt"
BEGUN: Final = f"{MAIL}mandate_begun.txt"
ENDED: Final = f"{MAIL}mandate_ended.txt"
UNMANAGED: Final = f"{MAIL}organisation_unmanaged.txt"


def mail_invitation(invitation: MandateInvitation, *, language: str, keep_for: timedelta) -> None:
    """To an address that may belong to nobody here."""
    language = User.objects.language_of(invitation.email, otherwise=language)
    with translation.override(language):
        link = f"{settings.BASE_URL}{invitation.get_absolute_url()}"
    transactional_email.queue_email(
        template=INVITED,
        address=invitation.email,
        language=language,
        keep_for=keep_for,
        subject=invitation,
        link=link,
    )


def notify_managers_of_mandate(mandate: Mandate) -> None:
    """Somebody has accepted: everybody else who manages the organisation."""
    rows = Mandate.objects.running().filter(organisation=mandate.organisation_id)
    managers = rows.filter(role=MandateRole.MANAGER).exclude(person=mandate.person_id)
    for row in managers.select_related("person"):
        notices.notify(row.person, BEGUN, mandate.organisation, by=mandate.person.display_name)


def notify_person_of_end(mandate: Mandate, by: Actor) -> None:
    """Who ended their own mandate knows already."""
    if by != mandate.person:
        notices.notify(mandate.person, ENDED, mandate.organisation)


def notify_co_operative(organisation: Organisation, *, but: User) -> None:
    """Nobody manages it any more: somebody has to find its people."""
    for person in people_who_look_after_organisations().exclude(pk=but.pk):
        notices.notify(person, UNMANAGED, organisation)


def dismiss_unmanaged(organisation: Organisation) -> None:
    """Somebody manages it again."""
    notices.dismiss_for_all(UNMANAGED, organisation)
