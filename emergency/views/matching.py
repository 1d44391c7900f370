"""On the desk: verify, ask a host, follow a stay, read a telephone number."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.deeds import carry_out, conclude, posted, try_form
from emergency.actions import placements
from emergency.actions.asking import ask_host, say_no_as_host, take_ask_back
from emergency.actions.follow_ups import note_follow_up, plan_exit
from emergency.actions.reveals import reveal_contact
from emergency.actions.rosters import drop_roster, upload_roster
from emergency.actions.verification import see_card, verify_by_roster
from emergency.enums import Refusal
from emergency.forms.answers import RosterForm, WordsForm
from emergency.models import HousingOffer, Placement, Proposal
from emergency.views.desk import desk_page
from emergency.views.guards import coordinators_only
from emergency.views.offers import found_offer, offer_on_desk
from emergency.views.requests import found_request, request_on_desk

PROOFS = {
    "roster": (verify_by_roster, _("Verified by the employer’s list.")),
    "card": (see_card, _("Seen. The second coordinator makes it count.")),
}
STAYS = {
    "end": (placements.end_stay, _("Over, with where they went.")),
    "asked": (
        lambda placement, by, reason: note_follow_up(placement=placement, words=reason, by=by),
        _("Noted. The clock says when to ask again."),
    ),
    "afterwards": (
        lambda placement, by, reason: plan_exit(placement=placement, words=reason, by=by),
        _("Noted, with where they go."),
    ),
    "call-off": (placements.call_off, _("Called off; the request is in the queue.")),
    "no-show": (placements.note_no_show, _("Noted; the request is in the queue.")),
    "break-off": (placements.break_down, _("Noted; another roof is looked for first.")),
}


@require_POST
@coordinators_only
def verify(request, activation, request_id, method):
    found, by = found_request(activation, request_id), request.user
    if method not in PROOFS:
        raise Http404
    act, done = PROOFS[method]
    return carry_out(request, lambda: act(request=found, by=by), done=done, to=found)


@require_POST
@coordinators_only
def ask(request, activation, request_id, offer_id):
    found, by = found_request(activation, request_id), request.user
    homes = HousingOffer.objects.select_related("submission", "activation")
    home = get_object_or_404(homes, activation=activation, submission__public_id=offer_id)
    done = _("The host is asked.")
    return carry_out(
        request, lambda: ask_host(request=found, offer=home, by=by), done=done, to=found
    )


@require_POST
@coordinators_only
def ask_step(request, activation, request_id, proposal, deed):
    found, by = found_request(activation, request_id), request.user
    ask = get_object_or_404(Proposal.objects.open(), request=found, public_id=proposal)
    deeds = {
        "take-back": lambda: take_ask_back(proposal=ask, by=by),
        "host-no": lambda: say_no_as_host(proposal=ask, refusal=Refusal.NO_REASON, by=by),
    }
    if deed not in deeds:
        raise Http404
    return carry_out(request, deeds[deed], done=_("The ask is over."), to=found)


@require_POST
@coordinators_only
def stay_step(request, activation, request_id, placement, deed):
    found, by = found_request(activation, request_id), request.user
    stay = get_object_or_404(Placement, request=found, public_id=placement)
    if deed == "arrived":
        done = _("Noted. They have a roof.")
        return carry_out(
            request, lambda: placements.check_in(placement=stay, by=by), done=done, to=found
        )
    if deed not in STAYS:
        raise Http404
    act, done = STAYS[deed]
    form = WordsForm(request.POST)
    if try_form(form, lambda reason: act(placement=stay, by=by, reason=reason)):
        return conclude(request, done, to=found)
    return request_on_desk(request, activation, found, form=form)


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


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators_only
def rosters(request, activation):
    form = RosterForm(posted(request), request.FILES or None)
    by = request.user
    if try_form(
        form, lambda roster: upload_roster(activation=activation, data=roster.read(), by=by)
    ):
        return conclude(request, _("The list is kept, without a name."), to=request.path)
    shown = {"form": form, "rosters": activation.rosters.select_related("by")}
    return desk_page(request, activation, "rosters", shown)


@require_POST
@coordinators_only
def roster_drop(request, activation, roster):
    found = get_object_or_404(activation.rosters, pk=roster)
    by = request.user
    done = _("The list is gone. Verifications that were made stand.")
    return carry_out(request, lambda: drop_roster(upload=found, by=by), done=done, to=activation)
