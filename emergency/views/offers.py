"""One home on the desk: checked, refused, confirmed for a host who calls."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from core.deeds import carry_out, conclude, try_form
from emergency.actions import offers
from emergency.actions.suspensions import uphold
from emergency.forms.desk import CheckForm, ReasonForm
from emergency.forms.safety import TellForm
from emergency.models import HousingOffer
from emergency.queries.lasting import suspension_of
from emergency.queries.offers import offer_page
from emergency.queries.patterns import signs_of
from emergency.views.desk import desk_page
from emergency.views.guards import coordinators_only

PRESSES = {
    "check": (offers.begin_check, _("You look at it with the host.")),
    "confirm": (offers.confirm_offer, _("Confirmed, as the host said on the telephone.")),
    "pause": (offers.pause_offer, _("It rests, as the host said on the telephone.")),
    "withdraw": (offers.withdraw_offer, _("Taken back, as the host said on the telephone.")),
}
FORMS = {
    "pass": (CheckForm, offers.pass_check, _("It is ready.")),
    "suspend": (
        ReasonForm,
        offers.suspend_offer,
        _("Suspended. The host was told why, and may appeal."),
    ),
    "reinstate": (ReasonForm, offers.reinstate_offer, _("It is proposed again.")),
    "refuse": (ReasonForm, offers.refuse_offer, _("Refused. The host reads why, and may appeal.")),
}


@require_safe
@coordinators_only
def detail(request, activation, offer_id):
    return offer_on_desk(request, activation, found_offer(activation, offer_id))


@require_POST
@coordinators_only
def step(request, activation, offer_id, deed):
    found, by = found_offer(activation, offer_id), request.user
    if deed in PRESSES:
        act, done = PRESSES[deed]
        return carry_out(request, lambda: act(offer=found, by=by), done=done, to=found)
    if deed not in FORMS:
        raise Http404
    kind, act, done = FORMS[deed]
    form = kind(request.POST)
    if try_form(form, lambda **said: act(offer=found, by=by, **said)):
        return conclude(request, done, to=found)
    return offer_on_desk(request, activation, found, form=form, deed=deed)


@require_POST
@coordinators_only
def uphold_suspension(request, activation, offer_id):
    """An appeal is answered: it stands, and the host reads why."""
    found, by = found_offer(activation, offer_id), request.user
    suspension = get_object_or_404(found.suspensions.in_force())
    form = ReasonForm(request.POST)
    if try_form(form, lambda reason: uphold(suspension=suspension, reason=reason, by=by)):
        return conclude(request, _("It stands. The host reads why."), to=found)
    return offer_on_desk(request, activation, found, form=form)


def found_offer(activation, offer_id):
    rows = HousingOffer.objects.select_related("submission", "activation", "locality")
    return get_object_or_404(rows, activation=activation, submission__public_id=offer_id)


def offer_on_desk(request, activation, found, form=None, deed="", revealed=None):
    shown = {
        "page": offer_page(found),
        "form": form,
        "deed": deed,
        "revealed": revealed,
        "check_form": CheckForm(),
        "reason_form": ReasonForm(),
        "tell_form": TellForm(),
        "suspension": suspension_of(found),
        "signs": signs_of(found),
    }
    return desk_page(request, activation, "offer", shown)
