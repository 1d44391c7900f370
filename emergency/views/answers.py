"""Answers by link: to an ask, about a stay, with the code from work. Each of them is a press."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.deeds import conclude, posted, try_form
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
from emergency.views.presses import Press
from emergency.views.status import bearers_only, party_of, press_by_link, status_page

THANKS = {"yes": _("Signed. Thank you."), "no": _("Thank you. You hear from us.")}
PROOFS = {
    "send": Press(send_work_code, _("A code is on its way to you at work."), WorkAddressForm),
    "enter": Press(enter_work_code, _("You are verified. Thank you."), CodeForm),
}
STAYS = {
    "arrived": Press(placements.check_in, _("Noted. Welcome.")),
    "well": Press(note_follow_up, _("Good to hear. Thank you.")),
    "call-off": Press(placements.call_off, _("Called off. The other side hears of it."), WordsForm),
    "afterwards": Press(
        lambda placement, by, reason: plan_exit(placement=placement, words=reason, by=by),
        _("Noted. Thank you."),
        WordsForm,
    ),
    "break-off": Press(
        placements.break_down,
        _("Noted. Somebody calls you, and looks for a roof."),
        WordsForm,
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@bearers_only
def answer(request, submission, proposal, answer):
    """A page with what one says yes or no to, and one button."""
    ask = get_object_or_404(_asks_of(submission, answer), public_id=proposal)
    form, me = _form(submission, ask, answer, posted(request)), party_of(submission)
    if try_form(form, lambda **said: _deed(submission, answer)(ask, me, said)):
        return conclude(request, THANKS[answer], to=submission)
    return _answer_page(request, submission, ask, form, answer)


@require_POST
@bearers_only
def stay(request, submission, placement, deed):
    """Arrived, called off, broken off; or the private part is read, which is written down."""
    found = get_object_or_404(_stays_of(submission), public_id=placement)
    me = party_of(submission)
    if deed == "read":
        return _read(request, submission, found, me)
    return press_by_link(request, submission, STAYS, deed, on={"placement": found})


@require_POST
@bearers_only
def prove(request, submission, deed):
    """That one works where one says: a code is sent to the address there, and typed here."""
    own = get_object_or_404(HousingRequest, submission=submission)
    return press_by_link(request, submission, PROOFS, deed, on={"request": own})


def _form(submission, ask, answer, said):
    """Whoever is to live there also says that the way is meant, where a nearer home was left."""
    if answer == "no":
        return RefusalForm(said)
    left_nearer = ask.left_nearer if submission.door == Door.ROOF else None
    return SignForm(said, left_nearer=left_nearer)


def _answer_page(request, submission, ask, form, answer):
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


def _asks_of(submission, answer):
    """Those that wait for this side; a host may say yes to one that ran out as well."""
    rows = Proposal.objects.select_related("activation", "request", "offer__locality")
    if submission.door == Door.ROOF:
        return rows.filter(request__submission=submission, state="offered")
    late = {"yes": ["expired"]}.get(answer, [])
    return rows.filter(offer__submission=submission, state__in=["asked", *late])


def _stays_of(submission):
    side = "offer" if submission.door == Door.LEND else "request"
    rows = Placement.objects.filter(**{f"{side}__submission": submission})
    return rows.select_related("activation", "request__contact", "offer__contact", "agreement")
