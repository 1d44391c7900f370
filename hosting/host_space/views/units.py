"""Where one sleeps or works: the units of a stay, the desks of a workspace."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from core.http.actions import post_data_or_none
from hosting.host_space.views.pages import (
    form_page,
    own_draft,
    redirect_to_next_step,
    render_step,
    run_and_redirect,
    save_form,
)
from hosting.offers.actions.units import (
    add_desk,
    add_unit,
    change_desk,
    change_unit,
    remove_unit,
)
from hosting.offers.choices.steps import OfferStep
from hosting.offers.forms.units import DeskForm, UnitForm
from hosting.offers.selectors.drafts import step_url

UNITS, DESKS = OfferStep.UNITS, OfferStep.DESKS


@login_required
@require_safe
def index(request, public_id):
    stay = own_draft(request, public_id, UNITS)
    units = stay.units.prefetch_related("beds")
    if not units:
        return redirect("hosting:unit-add", stay.public_id)
    return render_step(request, stay, UNITS, None, "units", units=units)


@form_page
def add(request, public_id):
    stay = own_draft(request, public_id, UNITS)
    form = UnitForm(post_data_or_none(request))
    if form.is_valid() and save_form(request, form, add_unit, stay=stay, **form.cleaned_data):
        if "another" in request.POST:
            return redirect("hosting:unit-add", stay.public_id)
        return redirect_to_next_step(stay, UNITS)
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


@login_required
@require_safe
def desks(request, public_id):
    workspace = own_draft(request, public_id, DESKS)
    units = workspace.units.all()
    if not units:
        return redirect("hosting:desk-add", workspace.public_id)
    return render_step(request, workspace, DESKS, None, "desks", units=units)


@form_page
def add_to_workspace(request, public_id):
    workspace = own_draft(request, public_id, DESKS)
    form = DeskForm(post_data_or_none(request))
    data = form.cleaned_data if form.is_valid() else None
    if data and save_form(request, form, add_desk, workspace=workspace, **data):
        if "another" in request.POST:
            return redirect("hosting:desk-add", workspace.public_id)
        return redirect_to_next_step(workspace, DESKS)
    return render_step(request, workspace, DESKS, form, "desk")


@form_page
def change_in_workspace(request, public_id, unit_id):
    workspace = own_draft(request, public_id, DESKS)
    unit = get_object_or_404(workspace.units, public_id=unit_id)
    form = DeskForm(post_data_or_none(request), unit=unit)
    if form.is_valid() and save_form(request, form, change_desk, unit=unit, **form.cleaned_data):
        return redirect(step_url(workspace, DESKS))
    return render_step(request, workspace, DESKS, form, "desk", unit=unit)


@login_required
@require_POST
def remove_from_workspace(request, public_id, unit_id):
    workspace = own_draft(request, public_id, DESKS)
    unit = workspace.units.filter(public_id=unit_id).first()
    if unit is None:
        return redirect(step_url(workspace, DESKS))
    return run_and_redirect(request, step_url(workspace, DESKS), remove_unit, unit=unit)
