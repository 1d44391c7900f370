"""The sign-up of a trip: its council's tab, the page behind the link, one's own registration."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.http.actions import (
    post_data_or_none,
    redirect_with_success,
    render_forms,
    run_action,
    try_form,
)
from core.permissions import require
from travel_stories.trip_sign_ups.actions import (
    read_registrations,
    record_payment,
    register,
    revoke_sign_up,
    save_sign_up,
    withdraw_registration,
)
from travel_stories.trip_sign_ups.exports import registrations_csv
from travel_stories.trip_sign_ups.forms import PaymentForm, RegistrationForm, SignUpForm
from travel_stories.trip_sign_ups.models import Registration, SignUp
from travel_stories.trip_sign_ups.selectors import registrations_for
from travel_stories.trips.presenters.trip_page import trip_page_of
from travel_stories.trips.views.trip_access import members_only

MANAGE = "trip_sign_ups.manage_sign_up"


@require_safe
@members_only
def manage(request, me):
    """Organisers read names and amounts; the others how many places are taken.

    Who opens it, from the email or from the trip, has read that it has changed.
    """
    found = _sign_up_of(me)
    if found and request.method == "GET" and me.has_perm(MANAGE, me.trip):
        read_registrations(sign_up=found, by=me)
    return _page(request, me)


@require_POST
@members_only
def save(request, me):
    require(me, MANAGE, me.trip)
    form = SignUpForm(request.POST, trip=me.trip, sign_up=_sign_up_of(me))
    saved = try_form(
        form, lambda **_data: save_sign_up(trip=me.trip, data=form.sign_up_data(), by=me)
    )
    if saved is None:
        return _page(request, me, form)
    return redirect_with_success(request, _("Saved. Share the link with employees."), to=_tab(me))


@require_POST
@members_only
def revoke(request, me):
    require(me, MANAGE, me.trip)
    found = get_object_or_404(SignUp.objects.select_related("trip"), trip=me.trip)
    done = _("This link no longer works. Everyone who registered stays registered.")
    return run_action(request, lambda: revoke_sign_up(sign_up=found, by=me), done=done, to=_tab(me))


@require_POST
@members_only
def pay(request, me, registration):
    require(me, MANAGE, me.trip)
    rows = Registration.objects.filter(sign_up__trip=me.trip).select_related("sign_up__trip")
    found = get_object_or_404(rows, public_id=registration)
    form = PaymentForm(request.POST)
    if try_form(form, lambda paid_on: record_payment(registration=found, paid_on=paid_on, by=me)):
        return redirect_with_success(request, _("The payment is recorded."), to=_tab(me))
    return _page(request, me, payment_form=form, paying=found)


@require_safe
@members_only
def sheet(request, me):
    require(me, MANAGE, me.trip)
    found = get_object_or_404(SignUp, trip=me.trip)
    answer = HttpResponse(registrations_csv(found), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{me.trip.address}.csv"'
    return answer


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request, token):
    """Opening the link changes nothing. Whoever is registered already is led to their page."""
    found = SignUp.objects.with_token(token)
    if found is None:
        return render(request, "trip_sign_ups/link_gone.html", status=410)
    if request.method == "POST" or request.user.is_authenticated:
        return _register(request, found)
    return render(request, "trip_sign_ups/sign_up.html", _context_of(found))


@login_required
def _register(request, found):
    own = found.registrations.standing().filter(person=request.user).first()
    form = RegistrationForm(post_data_or_none(request), person=request.user, sign_up=found)
    made = try_form(form, lambda **data: register(token=found.token, by=request.user, **data))
    if made:
        return redirect_with_success(request, _("You’re registered."), to=made)
    context = _context_of(found) | {"form": form, "own": own}
    return render_forms(request, "trip_sign_ups/sign_up.html", context, form)


@never_cache
@login_required
@require_safe
def registration(request, public_id):
    context = {"registration": _own(request.user, public_id)}
    return render(request, "trip_sign_ups/registration.html", context)


@login_required
@require_POST
def withdraw(request, public_id):
    found = _own(request.user, public_id)
    return run_action(
        request,
        lambda: withdraw_registration(registration=found, by=request.user),
        done=_("Your registration is withdrawn."),
        to=found,
    )


def _own(person, public_id):
    rows = Registration.objects.visible_to(person).select_related("sign_up__trip")
    return get_object_or_404(rows, public_id=public_id)


def _context_of(sign_up):
    """Whose trip it is, and how many places are left. An organisation comes from its organisers."""
    organisers = list(sign_up.trip.members.organising().select_related("on_behalf_of"))
    councils = (one.organisation_name for one in organisers)
    return {
        "sign_up": sign_up,
        "organisers": [one.name for one in organisers],
        "council": next(filter(None, councils), ""),
        "left": max(sign_up.seats - sign_up.taken(), 0),
    }


def _sign_up_of(me):
    return SignUp.objects.filter(trip=me.trip).select_related("trip").first()


def _tab(me):
    return reverse("travel_stories:sign-up-manage", args=[me.trip.address])


def _page(request, me, form=None, payment_form=None, paying=None):
    found = _sign_up_of(me)
    context = {
        "trip_page": trip_page_of(me, "registrations"),
        "sign_up": found,
        "taken": found.taken() if found else 0,
        "may_manage": me.has_perm(MANAGE, me.trip),
        "payment_form": payment_form,
        "paying": paying,
    }
    if context["may_manage"]:
        context["form"] = form or SignUpForm(trip=me.trip, sign_up=found)
        context["registrations"] = registrations_for(found) if found else None
    forms = [one for one in (form, payment_form) if one]
    return render_forms(request, "trip_sign_ups/manage.html", context, *forms)
