"""Where one sleeps: the units of a stay."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from core.http.actions import post_data_or_none
from hosting.host_space.views.pages import (
    form_page,
    own_draft,
    render_step,
    run_and_redirect,
    save_form,
)
from hosting.offers.actions.units import add_unit, change_unit, remove_unit
from hosting.offers.choices.steps import OfferStep
from hosting.offers.forms.units import UnitForm
from hosting.offers.selectors.drafts import step_url

UNITS = OfferStep.UNITS


@login_required
@require_safe
def index(request, public_id):
    stay = own_draft(request, public_id, UNITS)
    units = stay.units.prefetch_related("beds")
    return render_step(request, stay, UNITS, None, "units", units=units)


@form_page
def add(request, public_id):
    stay = own_draft(request, public_id, UNITS)
    form = UnitForm(post_data_or_none(request))
    if form.is_valid() and save_form(request, form, add_unit, stay=stay, **form.cleaned_data):
        return redirect(step_url(stay, UNITS))
    return render_step(request, stay, UNITS, form, "unit")


@form_page
def change(request, public_id, unit_id):
    stay = own_draft(request, public_id, UNITS)
    unit = get_object_or_404(stay.units, public_id=unit_id)
    form = UnitForm(post_data_or_none(request), unit=unit)
    if form.is_valid() and save_form(request, form, change_unit, unit=unit, **form.cleaned_data):
        return redirect(step_url(stay, UNITS))
    return render_step(request, stay, UNITS, form, "unit", unit=unit)


@login_required
@require_POST
def remove(request, public_id, unit_id):
    stay = own_draft(request, public_id, UNITS)
    unit = stay.units.filter(public_id=unit_id).first()
    if unit is None:
        return redirect(step_url(stay, UNITS))
    return run_and_redirect(request, step_url(stay, UNITS), remove_unit, unit=unit)
