"""On the desk: verify, ask a host, follow a stay, read a telephone number."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from core.http.actions import run_action, try_form
from emergency.desk.views.desk_navigation import list_url
from emergency.desk.views.guards import coordinators_only
from emergency.desk.views.offers import get_offer_or_404, offer_on_desk
from emergency.desk.views.requests import get_request_or_404, request_on_desk, run_on_desk
from emergency.housing.actions import placements
from emergency.housing.actions.follow_ups import plan_exit, record_follow_up
from emergency.housing.actions.proposals import ask_host, decline_as_host, withdraw_proposal
from emergency.housing.actions.reveals import reveal_contact
from emergency.housing.actions.verification import OPEN_TO_PROOF, see_card, verify_by_roster
from emergency.housing.forms.answers import WordsForm
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import Proposal
from emergency.housing.presenters.homes import reasons_of
from emergency.housing.states.proposals import Refusal
from emergency.public_pages.views.post_actions import PostAction
from emergency.public_pages.views.post_or_return import post_or_return

CARD_DONE = {
    False: _("Noted. A colleague on duty has to see the card too."),
    True: _("Noted: seen by two of you. The request is verified."),
}
PROOFS = {
    "roster": PostAction(verify_by_roster, _("Verified by the employer’s list.")),
    "card": PostAction(see_card, lambda request: CARD_DONE[request.state not in OPEN_TO_PROOF]),
}
ASKS = {
    "take-back": PostAction(withdraw_proposal, _("The ask is over.")),
    "host-no": PostAction(
        lambda proposal, by: decline_as_host(proposal=proposal, refusal=Refusal.NO_REASON, by=by),
        _("The ask is over."),
    ),
}
STAYS = {
    "arrived": PostAction(placements.check_in, _("Noted. They have a roof.")),
    "end": PostAction(placements.end_stay, _("Over, with where they went."), WordsForm),
    "asked": PostAction(
        lambda placement, by, reason: record_follow_up(placement=placement, words=reason, by=by),
        _("Noted. The clock says when to ask again."),
        WordsForm,
    ),
    "afterwards": PostAction(
        lambda placement, by, reason: plan_exit(placement=placement, words=reason, by=by),
        _("Noted, with where they go."),
        WordsForm,
    ),
    "call-off": PostAction(
        placements.call_off, _("Called off; the request is in the queue."), WordsForm
    ),
    "no-show": PostAction(
        placements.record_no_show, _("Noted; the request is in the queue."), WordsForm
    ),
    "break-off": PostAction(
        placements.break_down, _("Noted; another roof is looked for first."), WordsForm
    ),
}


@post_or_return("emergency:request", "request_id")
@coordinators_only
def verify(request, activation, request_id, method):
    found = get_request_or_404(activation, request_id)
    return run_on_desk(request, found, PROOFS, method, on={"request": found})


@post_or_return("emergency:request", "request_id")
@coordinators_only
def ask(request, activation, request_id, offer_id):
    """The host has it now: back to the list, where the next one waits."""
    found, by = get_request_or_404(activation, request_id), request.user
    homes = HousingOffer.objects.select_related("submission", "activation")
    home = get_object_or_404(homes, activation=activation, submission__public_id=offer_id)
    return run_action(
        request,
        lambda: ask_host(request=found, offer=home, by=by, because=reasons_of(found, home)),
        done=_("The host is asked."),
        to=list_url(request, activation),
        refused_to=found,
    )


@post_or_return("emergency:request", "request_id")
@coordinators_only
def proposal_step(request, activation, request_id, proposal, action):
    found = get_request_or_404(activation, request_id)
    ask = get_object_or_404(Proposal.objects.open(), request=found, public_id=proposal)
    return run_on_desk(request, found, ASKS, action, on={"proposal": ask})


@post_or_return("emergency:request", "request_id")
@coordinators_only
def stay_step(request, activation, request_id, placement, action):
    found = get_request_or_404(activation, request_id)
    stay = get_object_or_404(Placement, request=found, public_id=placement)
    return run_on_desk(request, found, STAYS, action, on={"placement": stay})


@post_or_return("emergency:request", "request_id")
@coordinators_only
def read_request(request, activation, request_id):
    """Name and telephone, with the reason; the answer of this press alone shows them."""
    found, form = get_request_or_404(activation, request_id), WordsForm(request.POST)
    by = request.user
    seen = try_form(form, lambda reason: reveal_contact(subject=found, reason=reason, by=by))
    context = {"revealed": seen} if seen else {"form": form}
    return request_on_desk(request, activation, found, **context)


@post_or_return("emergency:offer", "offer_id")
@coordinators_only
def read_offer(request, activation, offer_id):
    found, form = get_offer_or_404(activation, offer_id), WordsForm(request.POST)
    by = request.user
    seen = try_form(form, lambda reason: reveal_contact(subject=found, reason=reason, by=by))
    context = {"revealed": seen} if seen else {"form": form}
    return offer_on_desk(request, activation, found, **context)
