"""The safety inbox: for those with that right, and never about themselves."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from core.deeds import carry_out, conclude
from emergency.actions import incidents, safeguards
from emergency.forms.safety import CloseForm, NoteForm, SuspendForm, TellForm
from emergency.models import Incident
from emergency.queries.incidents import inbox_of, incident_page
from emergency.views.desk import desk_page
from emergency.views.guards import coordinators_only, safety_only
from emergency.views.offers import found_offer
from emergency.views.presses import Press, press
from emergency.views.requests import found_request

STEPS = {
    "take": Press(incidents.take_incident, _("It is yours: you have it in hand.")),
    "take-over": Press(incidents.take_incident_over, _("It is yours now.")),
    "block": Press(safeguards.block_pair, _("They aren’t brought together again.")),
    "end-stay": Press(
        safeguards.end_for_safety, _("The stay is over, and another roof is looked for first.")
    ),
    "note": Press(incidents.note_incident, _("Written down."), NoteForm),
    "close": Press(incidents.close_incident, _("Closed, with what came of it."), CloseForm),
    "suspend": Press(
        safeguards.suspend_for_safety,
        _("Suspended. The host was told why, and may appeal."),
        SuspendForm,
    ),
}


@require_safe
@safety_only
def inbox(request, activation):
    found = inbox_of(activation, request.user)
    return desk_page(request, activation, "safety", {"incidents": found})


@require_safe
@safety_only
def detail(request, activation, incident):
    return _page(request, activation, _found(request, activation, incident))


@require_POST
@safety_only
def step(request, activation, incident, deed):
    found = _found(request, activation, incident)
    return press(
        request,
        STEPS,
        deed,
        to=found,
        refused=lambda form: _page(request, activation, found, **{f"{deed}_form": form}),
        on={"incident": found},
    )


@require_POST
@coordinators_only
def tell_of_request(request, activation, request_id):
    return _tell(request, found_request(activation, request_id))


@require_POST
@coordinators_only
def tell_of_offer(request, activation, offer_id):
    return _tell(request, found_offer(activation, offer_id))


def _tell(request, subject):
    """Whoever tells it doesn't read it afterwards, unless they have the right."""
    form = TellForm(request.POST)
    if not form.is_valid():
        return conclude(request, _("Nothing was sent: please write it anew."), to=subject)
    telling, by = form.as_telling(), request.user
    return carry_out(
        request,
        lambda: incidents.tell_incident(subject=subject, telling=telling, by=by),
        done=_("Those who look after safety have it."),
        to=subject,
    )


def _found(request, activation, incident):
    rows = Incident.objects.visible_to(request.user).filter(activation=activation)
    found = rows.select_related("activation", "owner", "request__submission", "offer__submission")
    return get_object_or_404(found, public_id=incident)


def _page(request, activation, found, **forms):
    shown = {
        "page": incident_page(found, request.user),
        "note_form": NoteForm(),
        "close_form": CloseForm(),
        "suspend_form": SuspendForm(),
        **forms,
    }
    return desk_page(request, activation, "incident", shown, refused=bool(forms))
