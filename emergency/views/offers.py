"""One home on the desk: checked, refused, confirmed for a host who calls."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from core.deeds import conclude, try_form
from emergency.actions import offers, partners
from emergency.actions.suspensions import uphold
from emergency.forms.desk import CheckForm, LendOnForm, ReasonForm
from emergency.forms.safety import TellForm
from emergency.models import HousingOffer
from emergency.queries.lasting import suspension_of
from emergency.queries.offers import offer_page
from emergency.queries.patterns import signs_of
from emergency.views.desk import desk_page
from emergency.views.guards import coordinators_only
from emergency.views.presses import Press, press

STEPS = {
    "check": Press(offers.begin_check, _("You look at it with the host.")),
    "confirm": Press(offers.confirm_offer, _("Confirmed, as the host said on the telephone.")),
    "pause": Press(offers.pause_offer, _("It rests, as the host said on the telephone.")),
    "withdraw": Press(offers.withdraw_offer, _("Taken back, as the host said on the telephone.")),
    "pass": Press(offers.pass_check, _("It is ready."), CheckForm),
    "suspend": Press(
        offers.suspend_offer, _("Suspended. The host was told why, and may appeal."), ReasonForm
    ),
    "take-back": Press(partners.take_back, _("It is in our own queue again."), ReasonForm),
    "reinstate": Press(offers.reinstate_offer, _("It is proposed again."), ReasonForm),
    "refuse": Press(
        offers.refuse_offer, _("Refused. The host reads why, and may appeal."), ReasonForm
    ),
}


@require_safe
@coordinators_only
def detail(request, activation, offer_id):
    return offer_on_desk(request, activation, found_offer(activation, offer_id))


@require_POST
@coordinators_only
def step(request, activation, offer_id, deed):
    found = found_offer(activation, offer_id)
    return press(
        request,
        STEPS,
        deed,
        to=found,
        refused=lambda form: offer_on_desk(request, activation, found, form=form),
        on={"offer": found},
    )


@require_POST
@coordinators_only
def lend_on(request, activation, offer_id):
    """To a partner's queue; where none is named, nothing can be chosen, and it is refused."""
    found, by = found_offer(activation, offer_id), request.user
    form = LendOnForm(request.POST, partners=activation.partners.all())
    if try_form(form, lambda **said: partners.lend_on(offer=found, by=by, **said)):
        return conclude(request, _("It stands in their queue now."), to=found)
    return offer_on_desk(request, activation, found, form=form)


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
    rows = HousingOffer.objects.select_related("submission", "activation", "locality", "partner")
    return get_object_or_404(rows, activation=activation, submission__public_id=offer_id)


def offer_on_desk(request, activation, found, **brought):
    """The page, with what a press brought: a form to put right, or what was just read."""
    shown = {
        "page": offer_page(found),
        "suspension": suspension_of(found),
        "signs": signs_of(found),
        **_forms(activation),
        **brought,
    }
    return desk_page(request, activation, "offer", shown)


def _forms(activation):
    """Empty ones, for each thing that is said about a home."""
    return {
        "check_form": CheckForm(),
        "reason_form": ReasonForm(),
        "tell_form": TellForm(),
        "lend_on_form": LendOnForm(partners=activation.partners.all()),
    }
