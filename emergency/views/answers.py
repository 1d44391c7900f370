"""Answers by link: to an ask, about a stay, with the code from work. Each of them is a press."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.deeds import carry_out, conclude, posted, try_form
from core.errors import DomainError
from emergency.actions import placements
from emergency.actions.asking import say_no_as_host, say_no_as_requester, say_yes_as_host
from emergency.actions.follow_ups import note_follow_up, plan_exit
from emergency.actions.reveals import reveal_guest, reveal_home
from emergency.actions.verification import enter_work_code, send_work_code
from emergency.enums import Door
from emergency.forms.answers import (
    CodeForm,
    RefusalForm,
    SignForm,
    WordsForm,
    WorkAddressForm,
)
from emergency.models import HousingRequest, Placement, Proposal
from emergency.views.status import bearers_only, party_of, status_page

WITH_WORDS = {
    "call-off": (placements.call_off, _("Called off. The other side hears of it.")),
    "afterwards": (
        lambda placement, by, reason: plan_exit(placement=placement, words=reason, by=by),
        _("Noted. Thank you."),
    ),
    "break-off": (placements.break_down, _("Noted. Somebody calls you, and looks for a roof.")),
}


@require_http_methods(["GET", "HEAD", "POST"])
@bearers_only
def answer(request, submission, proposal, answer):
    """A page with what one says yes or no to, and one button."""
    ask = get_object_or_404(_asks_of(submission), public_id=proposal)
    form = (SignForm if answer == "yes" else RefusalForm)(posted(request))
    me = party_of(submission)
    if try_form(form, lambda **said: _deed(submission, answer)(ask, me, said)):
        done = _("Thank you. You hear from us.") if answer == "no" else _("Signed. Thank you.")
        return conclude(request, done, to=submission)
    shown = {
        "ask": ask,
        "form": form,
        "answer": answer,
        "is_host": submission.door == Door.LEND,
        "activation": submission.activation,
        "submission": submission,
        "banner": None,
    }
    status = 422 if form.is_bound else 200
    return render(request, "emergency/answer.html", shown, status=status)


@require_POST
@bearers_only
def stay(request, submission, placement, deed):
    """Arrived, called off, broken off; or the private part is read, which is written down."""
    found = get_object_or_404(_stays_of(submission), public_id=placement)
    me = party_of(submission)
    if deed == "read":
        return _read(request, submission, found, me)
    if deed == "arrived":
        done = _("Noted. Welcome.")
        return carry_out(
            request, lambda: placements.check_in(placement=found, by=me), done=done, to=submission
        )
    if deed == "well":
        done = _("Good to hear. Thank you.")
        return carry_out(
            request, lambda: note_follow_up(placement=found, by=me), done=done, to=submission
        )
    if deed not in WITH_WORDS:
        raise Http404
    form = WordsForm(request.POST)
    act, done = WITH_WORDS[deed]
    if try_form(form, lambda reason: act(placement=found, by=me, reason=reason)):
        return conclude(request, done, to=submission)
    return status_page(request, submission, refused=form)


@require_POST
@bearers_only
def send_code(request, submission):
    own, me = _own_request(submission), party_of(submission)
    form = WorkAddressForm(request.POST)
    if try_form(form, lambda address: send_work_code(request=own, address=address, by=me)):
        return conclude(request, _("A code is on its way to you at work."), to=submission)
    return status_page(request, submission, refused=form)


@require_POST
@bearers_only
def enter_code(request, submission):
    own, me = _own_request(submission), party_of(submission)
    form = CodeForm(request.POST)
    if try_form(form, lambda digits: enter_work_code(request=own, digits=digits, by=me)):
        return conclude(request, _("You are verified. Thank you."), to=submission)
    return status_page(request, submission, refused=form)


def _read(request, submission, placement, me):
    """The answer of this press alone shows it, and no cache keeps it."""
    read = reveal_guest if submission.door == Door.LEND else reveal_home
    try:
        return status_page(request, submission, revealed=read(placement=placement, by=me))
    except DomainError as refusal:
        return status_page(request, submission, refusal=str(refusal))


def _deed(submission, answer):
    """What a yes or a no does, by the side of the link."""
    is_host = submission.door == Door.LEND
    if answer == "no":
        no = say_no_as_host if is_host else say_no_as_requester
        return lambda ask, me, said: no(proposal=ask, refusal=said["refusal"], by=me)
    yes = say_yes_as_host if is_host else placements.say_yes_as_requester
    return lambda ask, me, said: yes(proposal=ask, full_name=said["full_name"], by=me)


def _asks_of(submission):
    rows = Proposal.objects.open().select_related("activation", "request", "offer__locality")
    if submission.door == Door.LEND:
        return rows.filter(offer__submission=submission, state="asked")
    return rows.filter(request__submission=submission, state="offered")


def _stays_of(submission):
    side = "offer" if submission.door == Door.LEND else "request"
    rows = Placement.objects.filter(**{f"{side}__submission": submission})
    return rows.select_related("activation", "request__contact", "offer__contact", "agreement")


def _own_request(submission):
    return get_object_or_404(HousingRequest, submission=submission)
