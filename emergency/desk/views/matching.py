"""On the desk: verify, ask a host, follow a stay, read a telephone number."""

from functools import wraps

from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _

from core.http.actions import run_action, try_form
from emergency.desk.forms.desk import OverrideForm
from emergency.desk.views.desk_navigation import list_url
from emergency.desk.views.offers import offer_on_desk, on_offer
from emergency.desk.views.requests import on_request, request_on_desk, run_on_desk
from emergency.housing.actions import follow_ups, placements
from emergency.housing.actions.proposals import ask_host, decline_as_host, withdraw_proposal
from emergency.housing.actions.reveals import reveal_contact
from emergency.housing.actions.verification import OPEN_TO_PROOF, see_card, verify_by_roster
from emergency.housing.forms.answers import WordsForm
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import Proposal
from emergency.housing.presenters.homes import reasons_of
from emergency.housing.states.proposals import Refusal
from ui.form_errors import flash_form_errors

CARD_DONE = {
    False: _("Saved. A colleague on duty also has to see the card."),
    True: _("Saved: two of you have seen the card. The request is verified."),
}


@on_request
def verify_by_employer(request, found):
    done = _("Request verified with the employer’s list.")
    return run_on_desk(request, found, verify_by_roster, done=done)


@on_request
def verify_by_card(request, found):
    return run_on_desk(
        request, found, see_card, done=lambda seen: CARD_DONE[seen.state not in OPEN_TO_PROOF]
    )


@on_request
def ask(request, found, offer_id):
    """The host has it now: back to the list, where the next one waits.

    A reason comes with a home that is too far away; see `ask_host`.
    """
    activation, by = found.activation, request.user
    form = OverrideForm(request.POST)
    if not form.is_valid():
        flash_form_errors(request, form)
        return redirect(found)
    despite = form.cleaned_data["reason"]
    homes = HousingOffer.objects.select_related("submission", "activation")
    home = get_object_or_404(homes, activation=activation, submission__public_id=offer_id)
    return run_action(
        request,
        lambda: ask_host(
            request=found, offer=home, by=by, because=reasons_of(found, home), despite=despite
        ),
        done=_("The host has been asked."),
        to=list_url(request, activation),
        refused_to=found,
    )


def on_open_proposal(view):
    """As `on_request`, with a proposal of it that is open as well."""

    @on_request
    @wraps(view)
    def wrapper(request, found, proposal):
        rows = Proposal.objects.open()
        return view(request, found, get_object_or_404(rows, request=found, public_id=proposal))

    return wrapper


@on_open_proposal
def take_proposal_back(request, found, proposal):
    done = _("The request to this host is closed.")
    return run_on_desk(request, found, withdraw_proposal, done=done, on={"proposal": proposal})


@on_open_proposal
def decline_for_host(request, found, proposal):
    """The host said no on the telephone."""
    return run_on_desk(
        request,
        found,
        decline_as_host,
        done=_("The request to this host is closed."),
        on={"proposal": proposal, "refusal": Refusal.NO_REASON},
    )


def on_stay(view):
    """As `on_request`, with a stay of it as well."""

    @on_request
    @wraps(view)
    def wrapper(request, found, placement):
        stay = get_object_or_404(Placement, request=found, public_id=placement)
        return view(request, found, stay)

    return wrapper


@on_stay
def check_in(request, found, stay):
    done = _("Saved: the guest has arrived.")
    return run_on_desk(request, found, placements.check_in, done=done, on={"placement": stay})


@on_stay
def end_stay(request, found, stay):
    done = _("Stay ended. The guest’s destination is recorded.")
    return _run_with_words(request, found, stay, placements.end_stay, done)


@on_stay
def follow_up(request, found, stay):
    done = _("Saved. The countdown shows when to ask again how the stay is going.")
    return _run_with_words(
        request,
        found,
        stay,
        lambda *, reason, **on: follow_ups.record_follow_up(words=reason, **on),
        done,
    )


@on_stay
def plan_exit(request, found, stay):
    return _run_with_words(
        request,
        found,
        stay,
        lambda *, reason, **on: follow_ups.plan_exit(words=reason, **on),
        _("Saved. The guest’s destination is recorded."),
    )


@on_stay
def call_off(request, found, stay):
    done = _("Stay cancelled. The request is back in the queue.")
    return _run_with_words(request, found, stay, placements.call_off, done)


@on_stay
def record_no_show(request, found, stay):
    done = _("Saved. The request is back in the queue.")
    return _run_with_words(request, found, stay, placements.record_no_show, done)


@on_stay
def break_down(request, found, stay):
    done = _("Saved. Finding another home is now a priority.")
    return _run_with_words(request, found, stay, placements.break_down, done)


def _run_with_words(request, found, stay, action, done):
    on = {"placement": stay}
    return run_on_desk(request, found, action, done=done, form=WordsForm, on=on)


@on_request
def read_request(request, found):
    """Name and telephone, with the reason; the answer of this press alone shows them."""
    form, by = WordsForm(request.POST), request.user
    seen = try_form(form, lambda reason: reveal_contact(subject=found, reason=reason, by=by))
    context = {"revealed": seen} if seen else {"form": form}
    return request_on_desk(request, found.activation, found, **context)


@on_offer
def read_offer(request, found):
    form, by = WordsForm(request.POST), request.user
    seen = try_form(form, lambda reason: reveal_contact(subject=found, reason=reason, by=by))
    context = {"revealed": seen} if seen else {"form": form}
    return offer_on_desk(request, found.activation, found, **context)
