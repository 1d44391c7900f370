"""Words for coordinators, and for those who have a link instead of an account."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from commons.accounts.models import User
from commons.mail import actions as transactional_email
from commons.mail.emails import render_email
from commons.notifications.actions import notices
from emergency.activations.choices import Side
from emergency.activations.models.activations import Activation
from emergency.housing.errors.texts import NoGatewayError
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.requests import HousingRequest
from emergency.housing.models.texts import Text
from emergency.housing.models.verification import RosterUpload
from emergency.housing.states.proposals import ProposalState
from emergency.housing.states.texts import TextState
from emergency.housing.text_gateways import is_gateway_ready
from emergency.intake.choices import IntakeType
from emergency.intake.models.contacts import Contact
from emergency.intake.models.submissions import Submission

MAIL: Final = "emergency_housing/email/"
ROOF_TONIGHT: Final = f"{MAIL}roof_tonight.txt"
CARD_WAITS: Final = f"{MAIL}card_waits.txt"
CLOCKS_RAN_OUT: Final = f"{MAIL}clocks_ran_out.txt"
CODES_ASKED: Final = f"{MAIL}codes_asked.txt"
WRONG_CODES: Final = f"{MAIL}wrong_codes.txt"
ROSTER_ADDED: Final = f"{MAIL}roster_added.txt"
RECEIPT: Final = f"{MAIL}receipt.txt"
STILL_FREE: Final = f"{MAIL}still_free.txt"
FREE_TOMORROW: Final = f"{MAIL}free_tomorrow.txt"
DAYS_OVER: Final = f"{MAIL}days_over.txt"
DAYS_OVER_UNSEEN: Final = f"{MAIL}days_over_unseen.txt"
DAYS_OVER_SUSPENDED: Final = f"{MAIL}days_over_suspended.txt"
HOST_ASKED: Final = f"{MAIL}host_asked.txt"
HOME_OFFERED: Final = f"{MAIL}home_offered.txt"
AGREED: Final = f"{MAIL}agreed.txt"
AGREED_HOST: Final = f"{MAIL}agreed_host.txt"
ENTRY_MISSING: Final = f"{MAIL}entry_missing.txt"
ENDING: Final = f"{MAIL}ending.txt"
ENTRY_WRITTEN: Final = f"{MAIL}entry_written.txt"
HOME_GONE: Final = f"{MAIL}home_gone.txt"
ASK_ENDED: Final = f"{MAIL}ask_ended.txt"
STAY_ENDED: Final = f"{MAIL}stay_ended.txt"
STAY_OFF: Final = f"{MAIL}stay_off.txt"
STAY_OVER: Final = f"{MAIL}stay_over.txt"
WITHDRAWN: Final = f"{MAIL}withdrawn.txt"
SUSPENDED: Final = f"{MAIL}suspended.txt"
WORK_CODE: Final = f"{MAIL}work_code.txt"
WORD_FOR_YOU: Final = f"{MAIL}word_for_you.txt"
LONGER_ASKED: Final = f"{MAIL}longer_asked.txt"
LONGER_AGREED: Final = f"{MAIL}longer_agreed.txt"
LONGER_REFUSED: Final = f"{MAIL}longer_refused.txt"
APPEAL_MADE: Final = f"{MAIL}appeal_made.txt"
APPEAL_WAITS: Final = f"{MAIL}appeal_waits.txt"
APPEAL_DECIDED: Final = f"{MAIL}appeal_decided.txt"
MORE_ASKED: Final = f"{MAIL}more_asked.txt"
INELIGIBLE: Final = f"{MAIL}ineligible.txt"
REFERRED: Final = f"{MAIL}referred.txt"
UNMET: Final = f"{MAIL}unmet.txt"
HOW_IT_GOES: Final = f"{MAIL}how_it_goes.txt"
WHERE_TO: Final = f"{MAIL}where_to.txt"
WITH_CALENDAR: Final = frozenset({AGREED, AGREED_HOST, LONGER_AGREED, STAY_ENDED, STAY_OFF})
WITH_DEADLINE: Final = frozenset({HOST_ASKED, HOME_OFFERED})
KEEP_FOR: Final = timedelta(days=3)
PARTIES: Final = {Side.HOST: "offering", Side.REQUESTER: "asking"}  # before both have signed


def tell_of_tonight(request: HousingRequest) -> None:
    """To everybody on duty for its place of work: somebody has nowhere to sleep tonight."""
    for duty in request.activation.duties.looking_after(request.hospital_id):
        notices.notify(duty.person, ROOF_TONIGHT, request.activation, **_request_data(request))


def tell_second_witnesses(request: HousingRequest, *, first: User) -> None:
    """A card counts once a second coordinator has seen it: to those who could."""
    words = _request_data(request) | {"who": first.display_name}
    same = request.activation.duties.not_independent_of(first)
    duties = request.activation.duties.looking_after(request.hospital_id)
    for duty in duties.exclude(person__in=same):
        notices.notify(duty.person, CARD_WAITS, request.activation, **words)


def tell_of_roster(upload: RosterUpload) -> None:
    """To everybody else on duty: who added a list, and how many lines it has."""
    words: dict[str, int | str] = {"who": upload.by.display_name, "lines": upload.lines}
    words["roster"] = upload.public_id
    duties = upload.activation.duties.on_duty().select_related("person")
    for duty in duties.exclude(person=upload.by_id):
        notices.notify(duty.person, ROSTER_ADDED, upload.activation, **words)


def _request_data(request: HousingRequest) -> dict[str, str]:
    """Its reference and the end of its address on the desk: no name, no place of work."""
    return {"reference": request.reference, "request": request.public_id}


def mail_bearer(
    submission: Submission,
    contact: Contact,
    template: str,
    calendar: str = "",
    /,
    *,
    wakes: bool = False,
    **data: Any,
) -> None:
    """A letter with the link of a submission; a text message where no address was left.

    `wakes`: it is about tonight, so a text doesn't wait for the morning.
    """
    data["drill"] = submission.activation.is_drill
    with translation.override(contact.language):
        link = f"{settings.BASE_URL}{submission.get_absolute_url()}"
    if not contact.email:
        words = {"subject": submission, "data": data, "link": link}
        title = render_email(template, language=contact.language, **words).title
        if template != RECEIPT or is_gateway_ready():  # nobody is rung for what their page said
            _text_bearer(submission, title, wakes=wakes)
        return
    transactional_email.queue_email(
        template=template,
        address=contact.email,
        language=contact.language,
        keep_for=KEEP_FOR,
        calendar=calendar,
        subject=submission,
        data=data,
        link=link,
    )


def mail_withdrawn(submission: Submission, contact: Contact) -> None:
    """That it is withdrawn, with the way back in while the emergency takes requests."""
    activation, is_home = submission.activation, submission.intake_type == IntakeType.OFFER
    again = ""
    if activation.takes_requests:
        with translation.override(contact.language):
            name = f"emergency:intake-{submission.intake_type}"
            again = f"{settings.BASE_URL}{reverse(name, args=[activation.address])}"
    mail_bearer(submission, contact, WITHDRAWN, is_home=is_home, again=again)


def _text_bearer(submission: Submission, title: str, *, wakes: bool) -> None:
    """The clock sends it; where no gateway is connected it stands in the list of whom to ring."""
    if (
        submission.intake_type == IntakeType.HELPER
    ):  # they were told their reference, and are rung in any case
        return
    now, ready = timezone.now(), is_gateway_ready()
    Text.objects.create(
        activation=submission.activation,
        submission=submission,
        title=title[:160],
        wakes=wakes,
        leaves_at=now if wakes or not ready else submission.activation.after_quiet(now),
        state=TextState.WAITING if ready else TextState.REFUSED,
        why_not="" if ready else NoGatewayError.__name__,
    )


def mail_host(proposal: Proposal, template: str, **data: Any) -> None:
    """In neutral words: no trade and no place of work ever stand in a letter to a host."""
    offer = proposal.offer
    if offer.contact is not None:
        _mail_side(proposal, offer.submission, offer.contact, template, **data)


def mail_requester(proposal: Proposal, template: str, **data: Any) -> None:
    request = proposal.request
    if request.contact is not None:
        _mail_side(proposal, request.submission, request.contact, template, **data)


def _mail_side(
    proposal: Proposal, submission: Submission, contact: Contact, template: str, **data: Any
) -> None:
    """With the nights it is about, and as a calendar file where both have signed for them."""
    data |= _nights_of(proposal)
    if template in WITH_DEADLINE and proposal.expires_at is not None:
        data["answer_by"] = moment_there(proposal.activation, proposal.expires_at)
    calendar = ""
    if template in WITH_CALENDAR and contact.email:
        from emergency.housing.exports import calendar_of_stay  # noqa: PLC0415  3 MiB

        placement = Placement.objects.select_related("activation").get(proposal=proposal)
        with translation.override(contact.language):
            calendar = calendar_of_stay(placement, reference=submission.reference)
    wakes = _is_tonight(proposal)
    mail_bearer(submission, contact, template, calendar, wakes=wakes, **data)


def mail_longer_refused(proposal: Proposal, *, anew: HousingRequest) -> None:
    """That the last day stays, and where the new request for the nights after it is followed."""
    contact = proposal.request.contact
    if contact is not None:
        with translation.override(contact.language):
            link = f"{settings.BASE_URL}{anew.submission.get_absolute_url()}"
        mail_requester(proposal, LONGER_REFUSED, anew=anew.reference, anew_link=link)


def mail_message(proposal: Proposal, *, to: Side, writers: Collection[str]) -> None:
    """That there is something to read, and who wrote it: the other side, else the coordinators.

    Until both have signed, one offers a home and the other asks for one.
    """
    other = Side.HOST if to == Side.REQUESTER else Side.REQUESTER
    tell = mail_requester if to == Side.REQUESTER else mail_host
    is_agreed = proposal.state == ProposalState.ACCEPTED
    names = {Side.HOST: "host", Side.REQUESTER: "guest"} if is_agreed else PARTIES
    tell(proposal, WORD_FOR_YOU, writer=names[other] if other in writers else "coordinators")


def moment_there(activation: Activation, moment: datetime) -> str:
    """As plain text, on the clock of the territory."""
    return moment.astimezone(ZoneInfo(activation.timezone)).isoformat()


def _nights_of(proposal: Proposal) -> dict[str, str]:
    """As plain text: whoever reads the mail reads them in their language."""
    return {
        "check_in": proposal.check_in.isoformat(),
        "check_out": proposal.check_out.isoformat(),
    }


def _is_tonight(proposal: Proposal) -> bool:
    """An ask that is open, for a night that begins today."""
    return proposal.is_open and proposal.check_in <= proposal.activation.today()


def mail_work_code(
    request: HousingRequest, address: str, digits: str, *, keep_for: timedelta
) -> None:
    """To the address at work, which we don't keep: no name, no link."""
    transactional_email.queue_email(
        template=WORK_CODE,
        address=address,
        language=request.submission.language,
        keep_for=keep_for,
        data={"digits": digits, "drill": request.activation.is_drill},
    )
