"""The host's calendar: one unit, one month, two presses and a word."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from core.http.actions import post_data_or_none
from hosting.calendars.actions.nights import set_nights
from hosting.calendars.forms.nights import NightsForm
from hosting.calendars.presenters.unit_months import (
    NightSelection,
    host_month_of,
    month_from,
    with_selection_links,
)
from hosting.host_space.selectors import units_of
from hosting.host_space.views.pages import form_page, save_form


@login_required
@require_safe
def index(request):
    units = list(units_of(request.user))
    if len(units) == 1:
        return redirect("hosting:unit-calendar", units[0].public_id)
    context = {"units": units, "room": "calendar"}
    return render(request, "host_space/calendar_index.html", context)


@form_page
def unit(request, unit_id):
    selected_unit = get_object_or_404(units_of(request.user), public_id=unit_id)
    choice = NightSelection.of(request.GET.get("first", ""), request.GET.get("last", ""))
    form = NightsForm(post_data_or_none(request), initial=choice.as_nights())
    if form.is_valid() and save_form(
        request, form, set_nights, unit=selected_unit, **form.cleaned_data
    ):
        return redirect(f"{request.path}?month={form.cleaned_data['dates'].check_in:%Y-%m}")
    first = month_from(request.GET.get("month", ""))
    month = with_selection_links(host_month_of(selected_unit, first), choice, path=request.path)
    context = {
        "unit": selected_unit,
        "form": form,
        "month": month,
        "choice": choice,
        "room": "calendar",
    }
    status = 422 if form.is_bound else 200
    return render(request, "host_space/calendar.html", context, status=status)
