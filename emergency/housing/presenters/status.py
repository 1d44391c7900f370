"""The page behind a link: where it stands, in the words of whoever asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.template.defaultfilters import yesno
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, pgettext_lazy
from phonenumber_field.phonenumber import to_python

from commons.geography.models import Locality
from core.text.contacts import email_key
from core.text.formatting import format_date_range, format_day, format_moment
from core.values.dates import DateRange
from emergency.activations.logins import is_login_ready
from emergency.activations.models.activations import Activation
from emergency.activations.models.places import Hospital
from emergency.activations.states.activations import ActivationState, Proof, ServiceStep
from emergency.housing.models.offers import Helper, HousingAddress, HousingOffer
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.requests import HousingRequest
from emergency.housing.presenters.descriptions import beds_of_home, presences_in_words
from emergency.housing.presenters.stays import (
    HomeOffered,
    HostAsk,
    Stay,
    asks_of_host,
    homes_offered,
    stays_by_link,
    wishes_in_words,
)
from emergency.housing.states.offers import LISTED, OVER, PROPOSABLE, UNSEEN, OfferState
from emergency.housing.states.proposals import PlacementState, ProposalState
from emergency.housing.states.requests import RequestState
from emergency.intake.choices import IntakeType
from emergency.intake.models.contacts import Contact
from emergency.intake.models.submissions import Submission, public_id_in


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    text: str = ""
    state: str = ""  # done, here or nothing


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: str


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
    can_correct: bool = False
    home: list[Fact] = field(default_factory=list)  # what a host said of it
    can_pause: bool = False
    can_prove: bool = False
    can_log_in: bool = False
    can_forget: bool = False
    about: str = ""  # days and place, of a form that waits to be taken in
    promise: str = ""  # what comes next, and by which hour
    ending: str = ""  # that the emergency ends, where title and lead don't say it
    dates: DateRange | None = None  # of a request, or of the stay that came of it and is over
    wishes: list[str] = field(default_factory=list)  # what a request asks for
    proofs: list[str] = field(default_factory=list)  # how it is checked where somebody works
    again_url: str = ""  # of the form, once it was withdrawn
    is_queued: bool = False  # the form wasn't taken in yet
    looks_again: int = 0  # seconds until the page is looked up anew; 0 where people sign on it
    is_awaited: bool = False  # one yes and one no: everything else folds away
    entry: Stay | None = None  # the stay whose guest can't get in yet, or whose host may change it
    lacks_entry: bool = False
    lacks_place: bool = False
    asks: list[HostAsk] = field(default_factory=list)
    homes: list[HomeOffered] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)


ROAD: Final = (
    (pgettext_lazy("emergency", "Received"), {RequestState.SUBMITTED}),
    (
        gettext_lazy("Verified: we keep no documents"),
        {RequestState.VERIFYING, RequestState.NEEDS_INFO},
    ),
    (
        gettext_lazy("We look for a home near your work"),
        {RequestState.VERIFIED, RequestState.MATCHING},
    ),
    (gettext_lazy("You say yes or no"), {RequestState.PROPOSED}),
    (gettext_lazy("You get the keys"), {RequestState.CONFIRMED, RequestState.HOUSED}),
)
HOME_ROAD: Final = (
    (pgettext_lazy("home that is lent", "Received"), {OfferState.SUBMITTED}),
    (gettext_lazy("A coordinator calls you and checks the home with you"), {OfferState.CHECKING}),
    (
        gettext_lazy("Ready: we ask you before each stay, and you say yes or no"),
        {OfferState.LIVE, OfferState.PARKED, OfferState.PAUSED},
    ),
    (
        gettext_lazy("You and your guest sign, then you say how your guest gets in"),
        frozenset[str](),
    ),
)
QUEUED_AGAIN, WAITING_AGAIN, HOST_AGAIN = 10, 60, 120  # seconds
REQUEST_LEADS: Final = {
    RequestState.SUBMITTED: gettext_lazy("Keep your reference: you’ll need it when you call us."),
    RequestState.VERIFYING: gettext_lazy("We’re checking where you work."),
    RequestState.NEEDS_INFO: gettext_lazy(
        "Something is missing. Please call us, or wait for our call."
    ),
    RequestState.VERIFIED: gettext_lazy("You’re verified. We’re looking for a home."),
    RequestState.MATCHING: gettext_lazy("We’re looking for a home near your work."),
    RequestState.PROPOSED: gettext_lazy("We’ve asked a host."),
    RequestState.CONFIRMED: gettext_lazy("You have a place to stay."),
    RequestState.HOUSED: gettext_lazy("If something is wrong, call us."),
    RequestState.COMPLETED: gettext_lazy("Your stay is over. Thank you for your work."),
    RequestState.INELIGIBLE: gettext_lazy(
        "The rules of this emergency don’t cover your request. You can "
        "appeal: call us, and someone else will look at it."
    ),
    RequestState.WITHDRAWN: gettext_lazy(
        "You’ve withdrawn your request. We’re no longer looking for a home for you."
    ),
    RequestState.REFERRED: gettext_lazy("A partner is taking care of your request now."),
    RequestState.DUPLICATE: gettext_lazy(
        "You made this request twice. We’ve kept the other one. Use its reference when you call us."
    ),
    RequestState.UNMET: gettext_lazy("We couldn’t find a home in time. We’re sorry."),
}
OFFER_LEADS: Final = {
    OfferState.SUBMITTED: gettext_lazy(
        "Thank you. Someone will call you to go through your offer with you."
    ),
    OfferState.CHECKING: gettext_lazy("Someone is checking your home with you."),
    OfferState.LIVE: gettext_lazy("Your home is ready. We’ll contact you when someone needs it."),
    OfferState.PARKED: gettext_lazy(
        "Is your home still free? If it is, confirm it and we’ll offer it again."
    ),
    OfferState.PAUSED: gettext_lazy(
        "Your home is paused. To offer it again, confirm that it’s free."
    ),
    OfferState.SUSPENDED: gettext_lazy(
        "We aren’t offering your home for now. We’ve written to you to say why."
    ),
    OfferState.REFUSED: gettext_lazy(
        "We can’t accept your home as it is. If you disagree, call us."
    ),
    OfferState.WITHDRAWN: gettext_lazy("You’ve withdrawn your home. Thank you all the same."),
    OfferState.ENDED: gettext_lazy("The days for which you lent your home are over. Thank you."),
}
HOME_FREE: Final = gettext_noop(
    "No stay is agreed for your home, so you can use it again. Thank "
    "you. If someone still waiting needs it, we’ll ask you first. "
    "You can say no."
)
ON_ROAD: Final = frozenset(OfferState) - OVER - {OfferState.SUSPENDED}
WITHDRAWABLE: Final = LISTED | {OfferState.SUBMITTED, OfferState.CHECKING}
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

HOW_PROVED: Final = {
    Proof.ROSTER: gettext_lazy("If you’re on your employer’s list, you don’t have to do anything."),
    Proof.WORK_EMAIL: gettext_lazy("We send a code to your work email address."),
    Proof.CARD: gettext_lazy(
        "You show your work card to two coordinators. We’ll tell you how when we call."
    ),
    Proof.OPENID: gettext_lazy("You log in with your work account."),
}
WAITING: Final = KEPT - {RequestState.CONFIRMED}
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
    offers = HousingOffer.objects.select_related("activation", "submission", "locality", "private")
    if offer := offers.filter(submission=submission).first():
        return _of_offer(submission, offer)
    if helper := Helper.objects.filter(submission=submission).first():
        left = helper.left_at is not None
        lead = (
            _("We won’t call you any more. Thank you.") if left else _("Thank you. We’ll call you.")
        )
        return Status(
            submission, _("I can help"), lead, helper=helper, can_withdraw=not left, can_forget=left
        )
    # A form that nobody has taken in yet says as much as it will afterwards.
    intake_type, words = IntakeType(submission.intake_type), submission.words
    by_phone = bool(words.get("phone"))
    promise = "" if intake_type == IntakeType.HELPER else _promise(submission, by_phone=by_phone)
    roads = {
        IntakeType.REQUEST: _road(RequestState.SUBMITTED),
        IntakeType.OFFER: _road_of_home(OfferState.SUBMITTED, None),
    }
    return Status(
        submission,
        {
            IntakeType.REQUEST: _("We have your request"),
            IntakeType.OFFER: _("We have your offer"),
            IntakeType.HELPER: _("Thank you for helping"),
        }[intake_type],
        _("We’ve received your form. Keep your reference: it’s valid from now on."),
        steps=roads.get(intake_type, []),
        about=_about(words),
        promise=promise,
        is_queued=True,
        looks_again=QUEUED_AGAIN,
        can_withdraw=True,
    )


def find_submission(reference: str, reach: str) -> Submission | None:
    """By the reference and what was left with it; one of the two alone opens nothing."""
    found = Submission.objects.filter(public_id=public_id_in(reference)).first()
    if found is None:
        return None
    left = _left_with(found)
    phone = to_python(reach, region="FR")
    stated_phone = str(phone) if phone and phone.is_valid() else ""
    stated = {stated_phone, email_key(reach)} - {""}
    return found if stated & left else None


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


def _about(words: dict[str, Any]) -> str:
    """Days and place of a form: `28 November – 12 December · CHU Trousseau`."""
    parts = []
    if words.get("check_in") and words.get("check_out"):
        first, last = (date.fromisoformat(words[name]) for name in ("check_in", "check_out"))
        parts.append(format_date_range(DateRange(first, last)))
    if hospital := words.get("hospital"):
        parts.append(str(Hospital.objects.filter(pk=hospital).first() or ""))
    elif words.get("workplace"):
        parts.append(words["workplace"])
    if locality := words.get("locality"):
        parts.append(str(Locality.objects.filter(pk=locality).first() or ""))
    return " · ".join(part for part in parts if part)


def _promise(submission: Submission, *, by_phone: bool, due: datetime | None = None) -> str:
    """By which hour of the territory somebody calls; late, that we are, and what helps."""
    activation = submission.activation
    due = due or activation.due_at(ServiceStep.FIRST_TOUCH, submission.received_at)
    if due <= timezone.now():
        return _("We’re running late. Call us, or wait to hear from us: we haven’t forgotten you.")
    words = {"moment": _moment(activation, due)}
    if by_phone:
        return _("Someone will call you before %(moment)s.") % words
    return _("Someone will write to you before %(moment)s.") % words


def _promise_of(submission: Submission, request: HousingRequest) -> str:
    """As `_promise`; after a call in vain, from which hour we call again."""
    call = request.calls.exclude(outcome="").last()
    if call is not None and call.again_at is not None and call.again_at > timezone.now():
        words = {"moment": _moment(submission.activation, call.again_at)}
        return _("We called but couldn’t reach you. We’ll call again from %(moment)s.") % words
    by_phone = bool(request.phone_digest)
    return _promise(submission, by_phone=by_phone, due=request.next_action_at)


def _next_hour(request: HousingRequest) -> str:
    """After the first call: what happens next with a request, and by which hour."""
    activation, state = request.activation, RequestState(request.state)
    if state == RequestState.PROPOSED:
        asks = request.proposals.filter(state=ProposalState.ASKED, expires_at__gt=timezone.now())
        last = asks.order_by("-expires_at").first()
        if last is None or last.expires_at is None:
            return ""
        words = {"moment": _moment(activation, last.expires_at)}
        return (
            _(
                "The host has until %(moment)s to answer. We’ll tell you as soon "
                "as we have an answer."
            )
            % words
        )
    due = request.next_action_at
    is_late = due is None or due <= timezone.now()
    if state == RequestState.VERIFYING and is_late:
        return _("This is taking longer than we promised. If it’s urgent, call us.")
    if state in {RequestState.VERIFIED, RequestState.MATCHING} and is_late:
        return _("No host has been asked yet. We’re still looking. If it’s urgent, call us.")
    if due is None:
        return ""
    words = {"moment": _moment(activation, due)}
    if state == RequestState.VERIFYING:
        return _("We’ll tell you before %(moment)s whether everything is in order.") % words
    if state in {RequestState.VERIFIED, RequestState.MATCHING}:
        return _("If we find a suitable home, we’ll ask its host before %(moment)s.") % words
    return ""


def _moment(activation: Activation, moment: datetime) -> str:
    """The hour of the territory; with its day unless that is today."""
    zone = ZoneInfo(activation.timezone)
    local = moment.astimezone(zone)
    if local.date() == activation.today():
        return time_format(local)
    return format_moment(moment, zone)


def _of_request(submission: Submission, request: HousingRequest) -> Status:
    state = RequestState(request.state)
    lead = str(REQUEST_LEADS[state])
    if state in {RequestState.NEEDS_INFO, RequestState.INELIGIBLE}:
        lead = f"{lead} {request.outcome}".strip()
    if submission.activation.is_over and state in WAITING:
        lead = _(
            "This emergency is ending and no longer accepts new requests. "
            "Yours stays open until a coordinator has settled it with you. "
            "If no one has called you, call us."
        )
    homes = homes_offered(submission, request) if state == RequestState.PROPOSED else []
    stays = stays_by_link(submission, request)
    if homes:
        lead = _(
            "Read the details, then say yes or no. Saying no doesn’t affect "
            "your place in the queue."
        )
    # The published rules of their category, as what happens to them.
    proofs = request.category.proofs if state in PROVABLE else []
    can_prove = state in PROVABLE and bool(submission.activation.employer_domains)
    promise = ""
    if not (submission.activation.is_over or homes):
        first = state == RequestState.SUBMITTED
        promise = _promise_of(submission, request) if first else _next_hour(request)
    return Status(
        submission,
        _("We have a home for you") if homes else _title_of_request(state, stays),
        lead,
        promise=promise,
        ending=_ending_of(submission.activation, stays, waits=bool(homes), is_home=False),
        looks_again=0 if homes or stays or not request.is_open else WAITING_AGAIN,
        is_awaited=bool(homes),
        steps=_road(state) if request.is_open else [],
        request=request,
        dates=stays[0].dates if state == RequestState.COMPLETED and stays else request.dates,
        wishes=wishes_in_words(request),
        proofs=[str(HOW_PROVED[Proof(code)]) for code in proofs],
        can_withdraw=state in KEPT,
        again_url=_again(submission) if state == RequestState.WITHDRAWN else "",
        can_forget=not request.is_open,
        can_prove=can_prove,
        can_log_in=state in PROVABLE and is_login_ready() and request.category.takes(Proof.OPENID),
        homes=homes,
        stays=stays,
    )


def _ending_of(activation: Activation, stays: list[Stay], *, waits: bool, is_home: bool) -> str:
    """What the end means for a stay, or while an ask or an offer waits for an answer."""
    if activation.state != ActivationState.WINDING_DOWN:
        return ""
    if any(one.placement.is_live for one in stays):
        if is_home:
            return _(
                "This emergency is ending. Your guest’s stay goes on as agreed, "
                "and its last night doesn’t change. To ask for more nights, "
                "call us."
            )
        return _(
            "This emergency is ending. Your stay goes on as agreed, and its "
            "last night doesn’t change. To ask for more nights, call us."
        )
    return _("This emergency is ending and no longer accepts new requests.") if waits else ""


def _again(submission: Submission) -> str:
    """The form by which they came, while it takes any."""
    if not submission.activation.takes_requests:
        return ""
    return reverse(
        f"emergency:intake-{submission.intake_type}", args=[submission.activation.address]
    )


def _title_of_request(state: RequestState, stays: list[Stay]) -> str:
    """Where this very request stands, in words to whoever asked."""
    if state == RequestState.SUBMITTED:
        return _("We have your request")
    stay = next((one for one in stays if one.placement.is_live), None)
    if stay is None or state not in {RequestState.CONFIRMED, RequestState.HOUSED}:
        return str(state.label)
    if state == RequestState.HOUSED:
        return _("Your stay lasts until %(day)s") % {"day": _weekday(stay.placement.check_out)}
    words = {"day": _weekday(stay.placement.check_in)}
    if stay.placement.begins_today:
        return _("You move in today")
    if stay.placement.has_begun:
        return _("Your stay started on %(day)s") % words
    return _("You move in on %(day)s") % words


def _weekday(day: date) -> str:
    return format_day(day, weekday=True)


def _road(state: RequestState) -> list[Step]:
    here = next(place for place, (_title, states) in enumerate(ROAD) if state in states)
    return [
        Step(str(title), state="done" if place < here else "here" if place == here else "")
        for place, (title, _states) in enumerate(ROAD)
    ]


def _of_offer(submission: Submission, offer: HousingOffer) -> Status:
    state = OfferState(offer.state)
    stays = stays_by_link(submission, offer)
    open_asks = list(offer.proposals.open().select_related("request"))
    waiting = [ask for ask in open_asks if ask.state == ProposalState.ASKED]
    has_signed = len(waiting) < len(open_asks)
    asks = asks_of_host(submission, offer, waiting)
    running = [one for one in stays if one.placement.is_live]  # the next one first
    live = next(iter(running), None)
    coming = next((one for one in running if one.placement.state == PlacementState.CONFIRMED), None)
    where = getattr(offer, "private", None)
    if where is not None:
        where.offer = offer
    is_ending = submission.activation.is_over and state in LISTED | UNSEEN and live is None
    lacks_entry = coming is not None and (where is None or not where.has_entry)
    # As `require_found` asks before it is ready.
    has_address = where is not None and where.address.strip() and not where.lacks_number
    title, lead = _title_of_offer(offer, asks, live, has_signed=has_signed, lacks_entry=lacks_entry)
    if is_ending and not asks and not has_signed:
        title, lead = _("This emergency is ending"), _(HOME_FREE)
    # By which hour somebody calls about a new home, as requesters are told.
    promise_to_host = ""
    if not (submission.activation.is_over or asks or live):
        promise_to_host = _next_hour_of_home(submission, offer, open_asks)
    return Status(
        submission,
        title,
        lead,
        offer=offer,
        promise=promise_to_host,
        ending=_ending_of(
            submission.activation, stays, waits=bool(asks) or has_signed, is_home=True
        ),
        looks_again=0 if asks or stays or offer.is_over else HOST_AGAIN,
        steps=_road_of_home(state, live) if state in ON_ROAD and not is_ending else [],
        home=_facts_of(offer, where) if not offer.is_over else [],
        can_correct=not (offer.is_over or live or has_signed),
        is_awaited=bool(asks) or live is not None or has_signed,
        entry=coming or live,
        lacks_entry=lacks_entry,
        lacks_place=offer.is_unseen and (not has_address or offer.lacks_hours),
        can_withdraw=state in WITHDRAWABLE,
        again_url=_again(submission) if state == OfferState.WITHDRAWN else "",
        can_forget=offer.is_over and not any(one.placement.is_live for one in stays),
        can_confirm=state in LISTED and not is_ending,
        can_pause=state in PROPOSABLE and not is_ending,
        asks=asks,
        stays=stays,
    )


def _next_hour_of_home(
    submission: Submission, offer: HousingOffer, open_asks: list[Proposal]
) -> str:
    """What a host can expect next, and by which hour."""
    signed = [ask.expires_at for ask in open_asks if ask.expires_at is not None]
    if signed:
        words = {"moment": _moment(submission.activation, max(signed))}
        return _("Your guest has until %(moment)s to answer.") % words
    if offer.state == OfferState.SUBMITTED:
        return _promise(submission, by_phone=bool(offer.phone_digest))
    if offer.is_fresh and offer.fresh_until is not None:
        words = {"moment": _moment(submission.activation, offer.fresh_until)}
        return _("We’ll ask you again before %(moment)s whether your home is still free.") % words
    return ""


def _road_of_home(state: OfferState, live: Stay | None) -> list[Step]:
    last = len(HOME_ROAD) - 1
    here = next((at for at, (_title, states) in enumerate(HOME_ROAD) if state in states), last)
    here = last if live is not None else here
    return [
        Step(str(title), state="done" if at < here else "here" if at == here else "")
        for at, (title, _states) in enumerate(HOME_ROAD)
    ]


def _facts_of(offer: HousingOffer, where: HousingAddress | None) -> list[Fact]:
    """The home as its host gave it, to the host alone."""
    beds = " · ".join(part for part in (str(offer.sleeps), beds_of_home(offer)) if part)
    key = " · ".join(part for part in (offer.get_access_mode_display(), offer.access_hours) if part)
    facts = [
        Fact(_("Address"), where.address if where is not None else ""),
        Fact(_("Commune"), offer.locality.label),
        Fact(_("Beds"), beds),
        Fact(_("Key"), key),
        Fact(_("Step-free"), str(yesno(offer.step_free))),
        Fact(_("Parking space"), str(yesno(offer.parking))),
        Fact(_("Pets welcome"), str(yesno(offer.takes_pets))),
        Fact(_("What’s in the home"), presences_in_words(offer)),
    ]
    if offer.words:
        facts.append(Fact(_("What guests should know about the home"), offer.words))
    return facts


def _title_of_offer(
    offer: HousingOffer,
    asks: list[HostAsk],
    live: Stay | None,
    *,
    has_signed: bool,
    lacks_entry: bool,
) -> tuple[str, str]:
    """Title and lead: what is asked of this host now, before where the home stands."""
    if any(not ask.is_late for ask in asks):
        return _("Someone needs your home"), _("Check the nights needed, then say yes or no.")
    if has_signed:
        lead = _("We’ll write to you as soon as your guest has signed or said no.")
        return _("You’ve signed. Waiting for the other signature"), lead
    if live is not None:
        lead = _("Now say how your guest gets in.") if lacks_entry else _("Everything is ready.")
        return host_title(live.placement), lead
    if asks:
        return _("Someone still needs your home"), _(
            "This person still needs a home, so you can still say yes."
        )
    state = OfferState(offer.state)
    return str(state.label), str(OFFER_LEADS[state])


def host_title(placement: Placement, name: str = "") -> str:
    """When the guest comes or leaves; with their `name` once it was read, which is logged."""
    if not placement.is_live:
        return _("Your guest’s stay is over")
    who = name or _("Your guest")
    if placement.state == PlacementState.CHECKED_IN:
        words = {"who": who, "day": _weekday(placement.check_out)}
        return _("%(who)s is staying until %(day)s") % words
    words = {"who": who, "day": _weekday(placement.check_in)}
    if placement.begins_today:
        return _("%(who)s arrives today") % words
    if placement.has_begun:
        return _("%(who)s was expected on %(day)s") % words
    return _("%(who)s arrives on %(day)s") % words
