"""On the desk: verify, ask a host, follow a stay, read a telephone number."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from core.deeds import carry_out, try_form
from emergency.actions import placements
from emergency.actions.asking import ask_host, say_no_as_host, take_ask_back
from emergency.actions.follow_ups import note_follow_up, plan_exit
from emergency.actions.reveals import reveal_contact
from emergency.actions.verification import see_card, verify_by_roster
from emergency.enums import Refusal
from emergency.forms.answers import WordsForm
from emergency.models import HousingOffer, Placement, Proposal
from emergency.queries.homes import reasons_of
from emergency.views.guards import coordinators_only
from emergency.views.offers import found_offer, offer_on_desk
from emergency.views.presses import Press
from emergency.views.requests import found_request, press_on_desk, request_on_desk
from emergency.views.rounds import list_url

PROOFS = {
    "roster": Press(verify_by_roster, _("Verified by the employer’s list.")),
    "card": Press(see_card, _("Seen. The second coordinator makes it count.")),
}
ASKS = {
    "take-back": Press(take_ask_back, _("The ask is over.")),
    "host-no": Press(
        lambda proposal, by: say_no_as_host(proposal=proposal, refusal=Refusal.NO_REASON, by=by),
        _("The ask is over."),
    ),
}
STAYS = {
    "arrived": Press(placements.check_in, _("Noted. They have a roof.")),
    "end": Press(placements.end_stay, _("Over, with where they went."), WordsForm),
    "asked": Press(
        lambda placement, by, reason: note_follow_up(placement=placement, words=reason, by=by),
        _("Noted. The clock says when to ask again."),
        WordsForm,
    ),
    "afterwards": Press(
        lambda placement, by, reason: plan_exit(placement=placement, words=reason, by=by),
        _("Noted, with where they go."),
        WordsForm,
    ),
    "call-off": Press(
        placements.call_off, _("Called off; the request is in the queue."), WordsForm
    ),
    "no-show": Press(placements.note_no_show, _("Noted; the request is in the queue."), WordsForm),
    "break-off": Press(
        placements.break_down, _("Noted; another roof is looked for first."), WordsForm
    ),
}


@require_POST
@coordinators_only
def verify(request, activation, request_id, method):
    found = found_request(activation, request_id)
    return press_on_desk(request, found, PROOFS, method, on={"request": found})


@require_POST
@coordinators_only
def ask(request, activation, request_id, offer_id):
    """The host has it now: back to the list, where the next one waits."""
    found, by = found_request(activation, request_id), request.user
    homes = HousingOffer.objects.select_related("submission", "activation")
    home = get_object_or_404(homes, activation=activation, submission__public_id=offer_id)
    return carry_out(
        request,
        lambda: ask_host(request=found, offer=home, by=by, because=reasons_of(found, home)),
        done=_("The host is asked."),
        to=list_url(request, activation),
        refused_to=found,
    )


@require_POST
@coordinators_only
def ask_step(request, activation, request_id, proposal, deed):
    found = found_request(activation, request_id)
    ask = get_object_or_404(Proposal.objects.open(), request=found, public_id=proposal)
    return press_on_desk(request, found, ASKS, deed, on={"proposal": ask})


@require_POST
@coordinators_only
def stay_step(request, activation, request_id, placement, deed):
    found = found_request(activation, request_id)
    stay = get_object_or_404(Placement, request=found, public_id=placement)
    return press_on_desk(request, found, STAYS, deed, on={"placement": stay})


@require_POST
@coordinators_only
def read_request(request, activation, request_id):
    """Name and telephone, with the reason; the answer of this press alone shows them."""
    found, form = found_request(activation, request_id), WordsForm(request.POST)
    by = request.user
    seen = try_form(form, lambda reason: reveal_contact(subject=found, reason=reason, by=by))
    shown = {"revealed": seen} if seen else {"form": form}
    return request_on_desk(request, activation, found, **shown)


@require_POST
@coordinators_only
def read_offer(request, activation, offer_id):
    found, form = found_offer(activation, offer_id), WordsForm(request.POST)
    by = request.user
    seen = try_form(form, lambda reason: reveal_contact(subject=found, reason=reason, by=by))
    shown = {"revealed": seen} if seen else {"form": form}
    return offer_on_desk(request, activation, found, **shown)
