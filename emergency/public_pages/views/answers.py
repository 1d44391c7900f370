"""Answers by link: to an ask, about a stay, with the code from work. Each of them is a press."""

from functools import partial, wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from core.http.actions import post_data_or_none, redirect_with_success, try_form
from core.http.rate_limits import is_over_quota, rate_limit_address
from emergency.activations.choices import Side
from emergency.housing.actions import follow_ups, placements
from emergency.housing.actions.entry import describe_entry
from emergency.housing.actions.proposals import (
    accept_as_host,
    decline_as_host,
    decline_as_requester,
    require_answerable,
)
from emergency.housing.actions.reveals import reveal_guest, reveal_home
from emergency.housing.actions.verification import enter_work_code, send_work_code
from emergency.housing.errors.extensions import StayOverError
from emergency.housing.errors.proposals import NoNeedToDeclineError
from emergency.housing.forms.answers import (
    CodeForm,
    RefusalForm,
    SignForm,
    WordsForm,
    WorkAddressForm,
)
from emergency.housing.forms.places import EntryForm
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.requests import HousingRequest
from emergency.housing.presenters.status import host_title
from emergency.housing.presenters.stays import guests_in_words
from emergency.housing.states.proposals import ProposalState
from emergency.intake.choices import IntakeType
from emergency.public_pages.views.status import (
    SIDES,
    party_of,
    post_by_link,
    require_link_token,
    run_by_link,
    status_page,
)

THANKS = {"yes": _("Signed. Thank you."), "no": _("Thank you. You’ll hear from us.")}


@require_http_methods(["GET", "HEAD", "POST"])
@require_link_token
def answer(request, submission, proposal, answer):
    """A page with what one says yes or no to, and one button.

    What was answered already, perhaps on another phone, shows a sentence that says so.
    """
    # Of this side; what a host was asked isn't there for the requester before the host's yes.
    rows = Proposal.objects.select_related("activation", "request", "offer__locality")
    if submission.intake_type == IntakeType.REQUEST:
        asks_of = rows.filter(request__submission=submission, agreement__isnull=False)
    else:
        asks_of = rows.filter(offer__submission=submission).exclude(state=ProposalState.DRAFT)
    ask = get_object_or_404(asks_of, public_id=proposal)
    if why := _why_not(submission, ask, answer):
        return status_page(request, submission, note=why)
    data, me = post_data_or_none(request), party_of(submission)
    if answer == "no":
        form = RefusalForm(data)
    else:
        # Whoever is to live there also says that the way is meant, where a nearer home was left.
        is_guest = submission.intake_type == IntakeType.REQUEST
        form = SignForm(data, left_nearer=ask.left_nearer if is_guest else None)
    if try_form(form, lambda **words: _answer_action(submission, answer)(ask, me, words)):
        return redirect_with_success(request, THANKS[answer], to=submission)
    context = {
        "ask": ask,
        "form": form,
        "answer": answer,
        "is_host": submission.intake_type == IntakeType.OFFER,
        "activation": submission.activation,
        "submission": submission,
        "banner": None,
    }
    status = 422 if form.is_bound else 200
    return render(request, "emergency_public_pages/answer.html", context, status=status)


def stay_by_link(view):
    """As `post_by_link`, about one of the bearer's stays, which it hands to the view."""

    @post_by_link
    @wraps(view)
    def wrapper(request, submission, placement):
        side = "offer" if submission.intake_type == IntakeType.OFFER else "request"
        rows = Placement.objects.filter(**{f"{side}__submission": submission})
        related = ("activation", "request__contact", "offer__contact", "agreement", "proposal")
        stay = get_object_or_404(rows.select_related(*related), public_id=placement)
        return view(request, submission, stay)

    return wrapper


@stay_by_link
def check_in(request, submission, stay):
    return _run_for_stay(
        request, submission, stay, placements.check_in, _("Arrival confirmed. Welcome.")
    )


@stay_by_link
def all_is_well(request, submission, stay):
    done = _("Good to hear. Thank you.")
    return _run_for_stay(request, submission, stay, follow_ups.record_follow_up, done)


@stay_by_link
def call_off(request, submission, stay):
    done = _("Stay cancelled. We’ll tell the other person.")
    return _run_for_stay(request, submission, stay, placements.call_off, done, WordsForm)


@stay_by_link
def plan_exit(request, submission, stay):
    return _run_for_stay(
        request,
        submission,
        stay,
        lambda *, reason, **on: follow_ups.plan_exit(words=reason, **on),
        _("Saved. Thank you."),
        WordsForm,
    )


@stay_by_link
def leave(request, submission, stay):
    done = _("Saved. The stay is over. Thank you.")
    return _run_for_stay(request, submission, stay, placements.end_stay, done, WordsForm)


@stay_by_link
def break_off(request, submission, stay):
    done = _("Saved. Someone will call you and look for another home.")
    return _run_for_stay(request, submission, stay, placements.break_down, done, WordsForm)


@stay_by_link
def read(request, submission, stay):
    """The private part of a stay, which is written down.

    The answer of this press alone shows it, a page of its own, and no cache keeps it.
    """
    is_host, me = submission.intake_type == IntakeType.OFFER, party_of(submission)
    reveal = reveal_guest if is_host else reveal_home
    try:
        revealed = reveal(placement=stay, by=me)
    except DomainError as refusal:
        return status_page(request, submission, refusal=str(refusal))
    if is_host:
        guests = guests_in_words(stay.request)
        context = {"title": host_title(stay, revealed.name), "guests": guests}
    else:
        context = {"title": _("The address"), "minutes": stay.proposal.explanation.get("minutes")}
    context |= {
        "revealed": revealed,
        "stay": stay,
        "submission": submission,
        "activation": submission.activation,
        "banner": None,
    }
    return render(request, "emergency_public_pages/revealed.html", context)


@stay_by_link
def describe(request, submission, stay):
    """How the guest gets in; where it was refused the page comes back as it was typed."""
    if submission.intake_type != IntakeType.OFFER:
        raise Http404
    if not stay.is_live:  # its form isn't on the page any more
        return status_page(request, submission, note=str(StayOverError()))
    form, me = EntryForm(request.POST), party_of(submission)
    if try_form(form, lambda **data: describe_entry(placement=stay, by=me, **data)):
        return redirect_with_success(
            request, _("Saved. Your guest will see these details on their page."), to=submission
        )
    return status_page(request, submission, entry_form=form)


@post_by_link
def send_code(request, submission):
    """To the address at work, that whoever asks works where they say."""
    done = _("We’ve sent a code to your work email address.")
    return _prove(request, submission, send_work_code, done, WorkAddressForm)


@post_by_link
def enter_code(request, submission):
    done = _("Your request is verified. Thank you.")
    return _prove(request, submission, enter_work_code, done, CodeForm)


def _prove(request, submission, action, done, form):
    own = get_object_or_404(HousingRequest, submission=submission)
    if is_over_quota(request, "emergency_code_forms"):
        messages.error(request, _("Too many attempts. Please call us."))
        return redirect(submission)
    known = partial(action, network=rate_limit_address(request))
    return run_by_link(request, submission, known, done=done, form=form, on={"request": own})


def _run_for_stay(request, submission, stay, action, done, form=None):
    on = {"placement": stay}
    return run_by_link(request, submission, action, done=done, form=form, on=on)


def _answer_action(submission, answer):
    """What a yes or a no does, by the side of the link."""
    is_host = submission.intake_type == IntakeType.OFFER
    if answer == "no":
        no = decline_as_host if is_host else decline_as_requester
        return lambda ask, me, data: no(proposal=ask, refusal=data["refusal"], by=me)
    yes = accept_as_host if is_host else placements.accept_as_requester
    return lambda ask, me, data: yes(proposal=ask, full_name=data["full_name"], by=me)


def _why_not(submission, ask, answer):
    """Why this page can't be answered any more; a host may say yes to an ask that ran out."""
    side = SIDES[IntakeType(submission.intake_type)]
    stay = getattr(ask, "placement", None)
    if stay is not None and not stay.is_live:
        return str(StayOverError())
    if side == Side.HOST and ask.ran_out:
        return "" if answer == "yes" else str(NoNeedToDeclineError())
    try:
        require_answerable(ask, side)
    except DomainError as refusal:
        return str(refusal)
    return ""
