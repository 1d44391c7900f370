"""The page behind a link: where it stands, in the words of whoever asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from phonenumber_field.phonenumber import to_python

from emergency.enums import OfferState, Proof, RequestState
from emergency.logins import is_login_ready
from emergency.models import (
    Contact,
    Helper,
    HousingOffer,
    HousingRequest,
    Submission,
    email_key,
    public_id_in,
)
from emergency.queries.stays import (
    HomeOffered,
    HostAsk,
    Stay,
    asks_of_host,
    homes_offered,
    stays_by_link,
)


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    text: str = ""
    state: str = ""  # done, here or nothing


@dataclass(frozen=True, slots=True)
class Status:
    """Only what the bearer of the link said or was told: no telephone and no address."""

    submission: Submission
    title: str
    lead: str
    steps: list[Step] = field(default_factory=list)
    request: HousingRequest | None = None
    offer: HousingOffer | None = None
    helper: Helper | None = None
    can_withdraw: bool = False
    can_confirm: bool = False
    can_pause: bool = False
    can_prove: bool = False
    can_log_in: bool = False
    can_forget: bool = False
    asks: list[HostAsk] = field(default_factory=list)
    homes: list[HomeOffered] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)


ROAD: Final = (
    (gettext_lazy("Received"), {RequestState.SUBMITTED}),
    (
        gettext_lazy("Verified; no paper is kept"),
        {RequestState.VERIFYING, RequestState.NEEDS_INFO},
    ),
    (
        gettext_lazy("A place is looked for near your work"),
        {RequestState.VERIFIED, RequestState.MATCHING},
    ),
    (gettext_lazy("You say yes or no"), {RequestState.PROPOSED}),
    (gettext_lazy("The keys"), {RequestState.CONFIRMED, RequestState.HOUSED}),
)
REQUEST_LEADS: Final = {
    RequestState.SUBMITTED: gettext_lazy("We have it. Somebody calls you first."),
    RequestState.VERIFYING: gettext_lazy("We check with your employer that you work there."),
    RequestState.NEEDS_INFO: gettext_lazy("Something is missing. Please call us, or wait for us."),
    RequestState.VERIFIED: gettext_lazy("You are verified. We look for a place."),
    RequestState.MATCHING: gettext_lazy("We look for a place near your work."),
    RequestState.PROPOSED: gettext_lazy("A host is being asked."),
    RequestState.CONFIRMED: gettext_lazy("You have a roof."),
    RequestState.HOUSED: gettext_lazy("You live there. If something is wrong, call us."),
    RequestState.COMPLETED: gettext_lazy("Your stay is over. Thank you for your work."),
    RequestState.INELIGIBLE: gettext_lazy(
        "The rules of this emergency don’t cover it. You may appeal: call us, somebody else looks."
    ),
    RequestState.WITHDRAWN: gettext_lazy("You took it back. Nobody looks for a place any more."),
    RequestState.REFERRED: gettext_lazy("A partner takes care of it now."),
    RequestState.DUPLICATE: gettext_lazy(
        "It is the same as another one of yours; that one counts."
    ),
    RequestState.UNMET: gettext_lazy("We found no place in time. We are sorry."),
}
OFFER_LEADS: Final = {
    OfferState.SUBMITTED: gettext_lazy("Thank you. Somebody calls you to look at it together."),
    OfferState.CHECKING: gettext_lazy("Somebody looks at it with you."),
    OfferState.LIVE: gettext_lazy("It is ready. We call you when somebody needs it."),
    OfferState.PARKED: gettext_lazy("Is it still free? One press, and it counts again."),
    OfferState.PAUSED: gettext_lazy("It rests. One press brings it back."),
    OfferState.SUSPENDED: gettext_lazy("It isn’t proposed for now. We wrote to you why."),
    OfferState.REFUSED: gettext_lazy("We can’t take it as it is. Call us if you see it otherwise."),
    OfferState.WITHDRAWN: gettext_lazy("You took it back. Thank you all the same."),
    OfferState.ENDED: gettext_lazy("The time for which you lent it is over. Thank you."),
}
RETURNING: Final = frozenset({OfferState.LIVE, OfferState.PARKED, OfferState.PAUSED})
PAUSABLE: Final = frozenset({OfferState.LIVE, OfferState.PARKED})
WITHDRAWABLE: Final = RETURNING | {OfferState.SUBMITTED, OfferState.CHECKING}
KEPT: Final = frozenset(  # what a requester can still take back alone
    {
        RequestState.SUBMITTED,
        RequestState.VERIFYING,
        RequestState.NEEDS_INFO,
        RequestState.VERIFIED,
        RequestState.MATCHING,
        RequestState.PROPOSED,
        RequestState.CONFIRMED,
    }
)

PROVABLE: Final = frozenset(
    {RequestState.SUBMITTED, RequestState.VERIFYING, RequestState.NEEDS_INFO}
)


def status_of(submission: Submission) -> Status:
    """What the bearer of this link sees just now."""
    if (
        request := HousingRequest.objects.filter(submission=submission)
        .select_related("activation", "hospital", "submission", "category")
        .first()
    ):
        return _of_request(submission, request)
    offers = HousingOffer.objects.select_related("activation", "submission", "locality")
    if offer := offers.filter(submission=submission).first():
        return _of_offer(submission, offer)
    if helper := Helper.objects.filter(submission=submission).first():
        return _of_helper(submission, helper)
    lead = _("We have it. Keep the reference: it is good from now on.")
    return Status(submission, _("Received"), lead)


def submission_found(reference: str, reach: str) -> Submission | None:
    """By the reference and what was left with it; one of the two alone opens nothing."""
    found = Submission.objects.filter(public_id=public_id_in(reference)).first()
    if found is None:
        return None
    left = _left_with(found)
    phone = to_python(reach, region="FR")
    said_phone = str(phone) if phone and phone.is_valid() else ""
    said = {said_phone, email_key(reach)} - {""}
    return found if said & left else None


def _left_with(submission: Submission) -> set[str]:
    """Telephone and address, from the slip of paper or from where they stand since."""
    if submission.taken_in_at is None:
        phone, email = submission.words.get("phone", ""), submission.words.get("email", "")
        return {phone, email_key(email)} - {""}
    whose = Contact.objects.filter(housing_request__submission=submission)
    whose |= Contact.objects.filter(housing_offer__submission=submission)
    whose |= Contact.objects.filter(helper__submission=submission)
    contact = whose.first()
    return {contact.phone, email_key(contact.email)} - {""} if contact else set()


def _of_request(submission: Submission, request: HousingRequest) -> Status:
    state = RequestState(request.state)
    lead = str(REQUEST_LEADS[state])
    if state in {RequestState.NEEDS_INFO, RequestState.INELIGIBLE}:
        lead = f"{lead} {request.outcome}".strip()
    homes = homes_offered(submission, request) if state == RequestState.PROPOSED else []
    if homes:
        lead = _("Look at it, and say yes or no. A no changes nothing to your place.")
    return Status(
        submission,
        _("We have a place for you") if homes else str(state.label),
        lead,
        steps=_road(state) if request.is_open else [],
        request=request,
        can_withdraw=state in KEPT,
        can_forget=not request.is_open,
        can_prove=state in PROVABLE and bool(submission.activation.employer_domains),
        can_log_in=state in PROVABLE and is_login_ready() and request.category.takes(Proof.OPENID),
        homes=homes,
        stays=stays_by_link(submission, request),
    )


def _road(state: RequestState) -> list[Step]:
    here = next(place for place, (_title, states) in enumerate(ROAD) if state in states)
    return [
        Step(str(title), state="done" if place < here else "here" if place == here else "")
        for place, (title, _states) in enumerate(ROAD)
    ]


def _of_offer(submission: Submission, offer: HousingOffer) -> Status:
    state = OfferState(offer.state)
    stays = stays_by_link(submission, offer)
    return Status(
        submission,
        str(state.label),
        str(OFFER_LEADS[state]),
        offer=offer,
        can_withdraw=state in WITHDRAWABLE,
        can_forget=offer.is_over and not any(one.placement.is_live for one in stays),
        can_confirm=state in RETURNING,
        can_pause=state in PAUSABLE,
        asks=asks_of_host(submission, offer),
        stays=stays,
    )


def _of_helper(submission: Submission, helper: Helper) -> Status:
    left = helper.left_at is not None
    lead = _("Nobody calls you any more. Thank you.") if left else _("Thank you. We call you.")
    return Status(
        submission, _("I can help"), lead, helper=helper, can_withdraw=not left, can_forget=left
    )
