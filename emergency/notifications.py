"""Words for coordinators, and for those who have a link instead of an account."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.utils import timezone, translation

from commons.accounts.actions import letters, notices
from commons.accounts.models import User
from commons.accounts.notifications import write
from emergency.enums import Door, Side, TextState
from emergency.errors.texts import NoGatewayError
from emergency.models import (
    Activation,
    Contact,
    Duty,
    HousingRequest,
    Incident,
    Proposal,
    Submission,
    Text,
)
from emergency.texts import is_gateway_ready

MAIL: Final = "emergency/email/"
ACTIVATION_MOVED: Final = f"{MAIL}activation_moved.txt"
FLOODED: Final = f"{MAIL}flooded.txt"
CLOCKS_RAN_OUT: Final = f"{MAIL}clocks_ran_out.txt"
DAILY_REPORT: Final = f"{MAIL}daily_report.txt"
SOMETHING_WRONG: Final = f"{MAIL}something_wrong.txt"
PUT_ON_DUTY: Final = f"{MAIL}put_on_duty.txt"
RECEIPT: Final = f"{MAIL}receipt.txt"
STANDBY_CALLED: Final = f"{MAIL}standby_called.txt"
STILL_FREE: Final = f"{MAIL}still_free.txt"
FREE_TOMORROW: Final = f"{MAIL}free_tomorrow.txt"
DAYS_OVER: Final = f"{MAIL}days_over.txt"
DAYS_OVER_UNSEEN: Final = f"{MAIL}days_over_unseen.txt"
DAYS_OVER_SUSPENDED: Final = f"{MAIL}days_over_suspended.txt"
LEND_AGAIN: Final = f"{MAIL}lend_again.txt"
HOST_ASKED: Final = f"{MAIL}host_asked.txt"
HOME_OFFERED: Final = f"{MAIL}home_offered.txt"
AGREED: Final = f"{MAIL}agreed.txt"
HOME_GONE: Final = f"{MAIL}home_gone.txt"
ASK_ENDED: Final = f"{MAIL}ask_ended.txt"
STAY_ENDED: Final = f"{MAIL}stay_ended.txt"
SUSPENDED: Final = f"{MAIL}suspended.txt"
WORK_CODE: Final = f"{MAIL}work_code.txt"
WORD_FOR_YOU: Final = f"{MAIL}word_for_you.txt"
LONGER_ASKED: Final = f"{MAIL}longer_asked.txt"
LONGER_AGREED: Final = f"{MAIL}longer_agreed.txt"
LONGER_REFUSED: Final = f"{MAIL}longer_refused.txt"
APPEAL_MADE: Final = f"{MAIL}appeal_made.txt"
APPEAL_WAITS: Final = f"{MAIL}appeal_waits.txt"
APPEAL_DECIDED: Final = f"{MAIL}appeal_decided.txt"
HOW_IT_GOES: Final = f"{MAIL}how_it_goes.txt"
WHERE_TO: Final = f"{MAIL}where_to.txt"
SAFETY_TOLD: Final = f"{MAIL}safety_told.txt"
SAFETY_WAITS: Final = f"{MAIL}safety_waits.txt"
SAFETY_NOBODY: Final = f"{MAIL}safety_nobody.txt"
WE_HAVE_IT: Final = f"{MAIL}we_have_it.txt"
LOOKED_AT: Final = f"{MAIL}looked_at.txt"
KEEP_FOR: Final = timedelta(days=3)


def tell_coordinators(activation: Activation, template: str, **data: int | str) -> None:
    for duty in activation.duties.on_duty().select_related("person"):
        notices.tell(duty.person, template, activation, state=activation.state, **data)


def call_standby(host: User, activation: Activation) -> None:
    notices.tell(host, STANDBY_CALLED, activation)


def tell_coordinator(duty: Duty, template: str) -> None:
    notices.tell(duty.person, template, duty.activation)


def tell_safety(incident: Incident) -> None:
    """To those who may read it. Where nobody on duty may, everybody hears that someone has to."""
    duties = incident.activation.duties.on_duty().filter(sees_safety=True)
    readers = [
        duty.person
        for duty in duties.select_related("person")
        if Incident.objects.visible_to(duty.person).filter(pk=incident.pk).exists()
    ]
    for person in readers:
        notices.tell(person, SAFETY_TOLD, incident)
    if not readers:
        tell_coordinators(incident.activation, SAFETY_NOBODY)


def mail_teller(incident: Incident, template: str) -> None:
    """To whoever told it by a link, in words that say nothing of it."""
    subject = incident.request if incident.side == Side.REQUESTER else incident.offer
    if incident.told_by is None and subject is not None and subject.contact is not None:
        mail_bearer(subject.submission, subject.contact, template)


def mail_bearer(
    submission: Submission, contact: Contact, template: str, *, wakes: bool = False, **data: Any
) -> None:
    """A letter with the link of a submission; a text message where no address was left.

    `wakes`: it is about tonight, so a text doesn't wait for the morning.
    """
    with translation.override(contact.language):
        link = f"{settings.BASE_URL}{submission.get_absolute_url()}"
    if not contact.email:
        words = {"subject": submission, "data": data, "link": link}
        title = write(template, language=contact.language, **words).title
        if template != RECEIPT or is_gateway_ready():  # nobody is rung for what their page said
            _text_bearer(submission, title, wakes=wakes)
        return
    letters.post(
        template=template,
        address=contact.email,
        language=contact.language,
        keep_for=KEEP_FOR,
        subject=submission,
        data=data,
        link=link,
    )


def _text_bearer(submission: Submission, title: str, *, wakes: bool) -> None:
    """The clock sends it; where no gateway is connected it stands in the list of whom to ring."""
    if submission.door == Door.HELP:  # they were told their reference, and are rung in any case
        return
    now, ready = timezone.now(), is_gateway_ready()
    Text.objects.create(
        activation=submission.activation,
        submission=submission,
        title=title[:160],
        wakes=wakes,
        leaves_at=now if wakes or not ready else submission.activation.after_quiet(now),
        state=TextState.WAITING if ready else TextState.REFUSED,
        why_not="" if ready else str(NoGatewayError()),
    )


def mail_host(proposal: Proposal, template: str) -> None:
    """In neutral words: no trade and no place of work ever stand in a letter to a host."""
    offer = proposal.offer
    if offer.contact is not None:
        mail_bearer(offer.submission, offer.contact, template, wakes=_is_tonight(proposal))


def mail_requester(proposal: Proposal, template: str) -> None:
    request = proposal.request
    if request.contact is not None:
        mail_bearer(request.submission, request.contact, template, wakes=_is_tonight(proposal))


def _is_tonight(proposal: Proposal) -> bool:
    """An ask that is open, for a night that begins today."""
    return proposal.is_open and proposal.check_in <= proposal.activation.today()


def mail_work_code(
    request: HousingRequest, address: str, digits: str, *, keep_for: timedelta
) -> None:
    """To the address at work, which we don't keep: no name, no link."""
    letters.post(
        template=WORK_CODE,
        address=address,
        language=request.submission.language,
        keep_for=keep_for,
        data={"digits": digits},
    )
