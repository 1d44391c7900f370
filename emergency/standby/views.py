"""In quiet times: a host promises a home for an emergency. In one: dates, and it is lent."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.http.actions import post_data_or_none, redirect_with_success, run_action, try_form
from emergency.activations.models.activations import Activation
from emergency.standby.actions.standbys import answer_call, stand_by, stand_down
from emergency.standby.forms.standbys import LendStandbyForm, StandbyForm
from emergency.standby.models import Standby
from emergency.standby.selectors.standbys import first_free_range, promised_by, taken_ranges

HERE = reverse_lazy("emergency:standby")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request):
    form = StandbyForm(post_data_or_none(request), host=request.user)
    if try_form(form, lambda **data: stand_by(by=request.user, **data)):
        return redirect_with_success(
            request, _("Thank you. We’ll contact you when an emergency is declared."), to=str(HERE)
        )
    context = {"form": form, "promised": promised_by(request.user)}
    return render(
        request, "emergency_standby/standby.html", context, status=422 if form.is_bound else 200
    )


@login_required
@require_POST
def end(request, standby):
    found, done = _own(request, standby), _("Home removed.")
    return run_action(
        request, lambda: stand_down(standby=found, by=request.user), done=done, to=str(HERE)
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def lend(request, standby, public_id):
    """On which dates; those that agreed stays take are named."""
    found = _own(request, standby)
    activation = get_object_or_404(Activation.objects.public(), public_id=public_id)
    bounds = activation.until_the_end
    taken = taken_ranges(found.unit, bounds)
    first = first_free_range(bounds, taken, activation.least_lent)
    form = LendStandbyForm(post_data_or_none(request), activation=activation, first=first)
    about = {"standby": found, "activation": activation}
    if lent := try_form(form, lambda **data: answer_call(**about, **data, by=request.user)):
        done = _("Thank you. Your reference is %(reference)s. We’ve also emailed it to you.")
        return redirect_with_success(request, done % {"reference": lent.reference}, to=str(HERE))
    context = {**about, "form": form, "taken": taken, "last": bounds.check_out}
    status = 422 if form.is_bound else 200
    return render(request, "emergency_standby/standby_lend.html", context, status=status)


def _own(request, public_id):
    rows = Standby.objects.of_host(request.user.pk).select_related("unit__stay__place__locality")
    return get_object_or_404(rows, public_id=public_id)
