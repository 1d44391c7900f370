"""One home on the desk: checked, refused, confirmed for a host who calls."""

from functools import wraps

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from core.http.actions import redirect_with_success, try_form
from core.http.shortcuts import get_or_404
from emergency.desk.forms.desk import CheckForm, LendOnForm, ReasonForm
from emergency.desk.presenters.desk import desk_of
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
from emergency.public_pages.views.post_actions import run_post_action
from emergency.public_pages.views.post_or_return import post_or_return
from emergency.safety.forms import IncidentReportForm


def on_offer(view):
    """For an address that only takes a form about one home, which it hands to the view."""

    @post_or_return("emergency:offer", "offer_id")
    @coordinators_only
    @wraps(view)
    def wrapper(request, activation, offer_id, **parts):
        return view(request, get_offer_or_404(activation, offer_id), **parts)

    return wrapper


@require_safe
@coordinators_only
def detail(request, activation, offer_id):
    return offer_on_desk(request, activation, get_offer_or_404(activation, offer_id))


@on_offer
def begin_check(request, found):
    done = _("You’re now checking this home with the host.")
    return _run(request, found, offers.begin_check, done)


@on_offer
def confirm(request, found):
    done = _("Home confirmed by phone with the host.")
    return _run(request, found, offers.confirm_offer, done)


@on_offer
def pause(request, found):
    done = _("Home paused at the host’s request, by phone.")
    return _run(request, found, offers.pause_offer, done)


@on_offer
def withdraw(request, found):
    done = _("Home withdrawn at the host’s request, by phone.")
    return _run(request, found, offers.withdraw_offer, done)


@on_offer
def complete(request, found):
    return _run(request, found, complete_home, _("Saved. The address is complete."), WhereForm)


@on_offer
def entry(request, found):
    """How the guest who is to come gets in, as the host said."""
    return run_post_action(
        request,
        describe_entry,
        on={"placement": get_or_404(stay_to_come(found))},
        done=_("Saved. The guest can see the access details on their page."),
        form=EntryForm,
        to=found,
        refused=lambda form: _refused(request, found, form),
    )


@on_offer
def pass_check(request, found):
    return _run(request, found, offers.pass_check, _("The home is marked as ready."), CheckForm)


@on_offer
def suspend(request, found):
    done = _("Home suspended. The host has been informed of the reason and can appeal.")
    return _run(request, found, offers.suspend_offer, done, ReasonForm)


@on_offer
def take_back(request, found):
    """From the queue of a partner."""
    done = _("The home is back in our own queue.")
    return _run(request, found, lending_on.take_back, done, ReasonForm)


@on_offer
def reinstate(request, found):
    return _run(
        request, found, offers.reinstate_offer, _("The home has been reinstated."), ReasonForm
    )


@on_offer
def refuse(request, found):
    done = _("Home declined. The host can see why and can appeal.")
    return _run(request, found, offers.refuse_offer, done, ReasonForm)


@on_offer
def correct(request, found):
    """Commune, beds, what is in the home: as the host says, or as a visit has shown."""
    form, by = HomeForm(request.POST, offer=found), request.user
    if try_form(form, lambda **data: correct_home(offer=found, by=by, **data)):
        return redirect_with_success(request, _("Saved."), to=found)
    return offer_on_desk(request, found.activation, found, form=form, home_form=form)


@on_offer
def lend_on(request, found):
    """To a partner's queue; where none is named, nothing can be chosen, and it is refused."""
    activation, by = found.activation, request.user
    form = LendOnForm(request.POST, partners=activation.partners.all())
    if try_form(form, lambda **data: lending_on.lend_on(offer=found, by=by, **data)):
        return redirect_with_success(
            request, _("The home is now in the partner’s queue."), to=found
        )
    return offer_on_desk(request, activation, found, form=form)


@on_offer
def uphold_suspension(request, found):
    """An appeal is answered: it stands, and the host reads why."""
    by = request.user
    suspension = get_object_or_404(found.suspensions.in_force())
    form = ReasonForm(request.POST)
    if try_form(form, lambda reason: uphold(suspension=suspension, reason=reason, by=by)):
        return redirect_with_success(
            request, _("Suspension upheld. The host can see why."), to=found
        )
    return offer_on_desk(request, found.activation, found, form=form)


def _run(request, found, action, done, form=None):
    return run_post_action(
        request,
        action,
        on={"offer": found},
        done=done,
        form=form,
        to=found,
        refused=lambda form: _refused(request, found, form),
    )


def _refused(request, found, form):
    # A form of several fields comes back under its own name, as it was typed.
    names = {WhereForm: "where_form", EntryForm: "entry_form"}
    return offer_on_desk(
        request,
        found.activation,
        found,
        form=form,
        **({names[type(form)]: form} if type(form) in names else {}),
    )


def get_offer_or_404(activation, offer_id):
    rows = HousingOffer.objects.select_related("submission", "activation", "locality", "partner")
    return get_object_or_404(rows, activation=activation, submission__public_id=offer_id)


def offer_on_desk(request, activation, found, **brought):
    """The page, with what a press brought: a form to put right, or what was just read."""
    # Empty ones, for each thing that is said about a home.
    forms = {
        "where_form": WhereForm.of(found),
        "entry_form": EntryForm(),
        "home_form": HomeForm(offer=found),
        "check_form": CheckForm(),
        "usual_reasons": [(str(label), str(label)) for label in CallReason.labels],
        "reason_form": ReasonForm(),
        "report_form": IncidentReportForm(),
        "lend_on_form": LendOnForm(partners=activation.partners.all()),
    }
    levels = dict(CheckForm.base_fields["level"].choices)
    context = {
        "desk": desk_of(activation, request.user, "homes"),
        "page": offer_page(found),
        "check_level": levels.get(found.check_level, _("0: not checked yet")),
        "suspension": suspension_of(found),
        "signs": signs_of(found),
        **forms,
        **brought,
    }
    return desk_page(request, activation, "offer", context)
