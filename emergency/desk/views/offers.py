"""One home on the desk: checked, refused, confirmed for a host who calls."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from core.http.actions import redirect_with_success, try_form
from core.http.shortcuts import get_or_404
from emergency.desk.forms.desk import CheckForm, LendOnForm, ReasonForm
from emergency.desk.presenters.offers import offer_page, stay_to_come
from emergency.desk.presenters.patterns import signs_of
from emergency.desk.views.guards import coordinators_only
from emergency.desk.views.queue import desk_page
from emergency.housing.actions import lending_on, offers
from emergency.housing.actions.entry import complete_home, correct_home, describe_entry
from emergency.housing.actions.suspensions import uphold
from emergency.housing.choices import CallReason
from emergency.housing.forms.places import EntryForm, HomeForm, WhereForm
from emergency.housing.models.offers import HousingOffer
from emergency.housing.presenters.stay_updates import suspension_of
from emergency.public_pages.views.post_actions import PostAction, run_post_action
from emergency.public_pages.views.post_or_return import post_or_return
from emergency.safety.forms import IncidentReportForm

STEPS = {
    "check": PostAction(offers.begin_check, _("You look at it with the host.")),
    "confirm": PostAction(offers.confirm_offer, _("Confirmed, as the host said on the telephone.")),
    "pause": PostAction(offers.pause_offer, _("It rests, as the host said on the telephone.")),
    "withdraw": PostAction(
        offers.withdraw_offer, _("Withdrawn, as the host said on the telephone.")
    ),
    "complete": PostAction(complete_home, _("Saved. The address is complete."), WhereForm),
    "entry": PostAction(
        lambda offer, by, **data: describe_entry(
            placement=get_or_404(stay_to_come(offer)), by=by, **data
        ),
        _("Saved. The guest reads it on their page."),
        EntryForm,
    ),
    "pass": PostAction(offers.pass_check, _("It is ready."), CheckForm),
    "suspend": PostAction(
        offers.suspend_offer, _("Suspended. The host was told why, and may appeal."), ReasonForm
    ),
    "take-back": PostAction(lending_on.take_back, _("It is in our own queue again."), ReasonForm),
    "reinstate": PostAction(offers.reinstate_offer, _("It is proposed again."), ReasonForm),
    "refuse": PostAction(
        offers.refuse_offer, _("Refused. The host reads why, and may appeal."), ReasonForm
    ),
}


@require_safe
@coordinators_only
def detail(request, activation, offer_id):
    return offer_on_desk(request, activation, get_offer_or_404(activation, offer_id))


@post_or_return("emergency:offer", "offer_id")
@coordinators_only
def step(request, activation, offer_id, action):
    found = get_offer_or_404(activation, offer_id)
    return run_post_action(
        request,
        STEPS,
        action,
        to=found,
        refused=lambda form: offer_on_desk(request, activation, found, form=form, **_typed(form)),
        on={"offer": found},
    )


@post_or_return("emergency:offer", "offer_id")
@coordinators_only
def correct(request, activation, offer_id):
    """Commune, beds, what is in the home: as the host says, or as a visit has shown."""
    found, by = get_offer_or_404(activation, offer_id), request.user
    form = HomeForm(request.POST, offer=found)
    if try_form(form, lambda **data: correct_home(offer=found, by=by, **data)):
        return redirect_with_success(request, _("Saved."), to=found)
    return offer_on_desk(request, activation, found, form=form, home_form=form)


@post_or_return("emergency:offer", "offer_id")
@coordinators_only
def lend_on(request, activation, offer_id):
    """To a partner's queue; where none is named, nothing can be chosen, and it is refused."""
    found, by = get_offer_or_404(activation, offer_id), request.user
    form = LendOnForm(request.POST, partners=activation.partners.all())
    if try_form(form, lambda **data: lending_on.lend_on(offer=found, by=by, **data)):
        return redirect_with_success(request, _("It stands in their queue now."), to=found)
    return offer_on_desk(request, activation, found, form=form)


@post_or_return("emergency:offer", "offer_id")
@coordinators_only
def uphold_suspension(request, activation, offer_id):
    """An appeal is answered: it stands, and the host reads why."""
    found, by = get_offer_or_404(activation, offer_id), request.user
    suspension = get_object_or_404(found.suspensions.in_force())
    form = ReasonForm(request.POST)
    if try_form(form, lambda reason: uphold(suspension=suspension, reason=reason, by=by)):
        return redirect_with_success(request, _("It stands. The host reads why."), to=found)
    return offer_on_desk(request, activation, found, form=form)


def get_offer_or_404(activation, offer_id):
    rows = HousingOffer.objects.select_related("submission", "activation", "locality", "partner")
    return get_object_or_404(rows, activation=activation, submission__public_id=offer_id)


def offer_on_desk(request, activation, found, **brought):
    """The page, with what a press brought: a form to put right, or what was just read."""
    context = {
        "page": offer_page(found),
        "suspension": suspension_of(found),
        "signs": signs_of(found),
        **_forms(activation, found),
        **brought,
    }
    return desk_page(request, activation, "offer", context)


def _typed(form):
    """A form of several fields comes back under its own name, as it was typed."""
    names = {WhereForm: "where_form", EntryForm: "entry_form"}
    return {names[type(form)]: form} if type(form) in names else {}


def _forms(activation, offer):
    """Empty ones, for each thing that is said about a home."""
    return {
        "where_form": WhereForm.of(offer),
        "entry_form": EntryForm(),
        "home_form": HomeForm(offer=offer),
        "check_form": CheckForm(),
        "usual_reasons": CallReason.labels,
        "reason_form": ReasonForm(),
        "report_form": IncidentReportForm(),
        "lend_on_form": LendOnForm(partners=activation.partners.all()),
    }
