"""The host's calendar: months of all units, and of one."""

from django.shortcuts import get_object_or_404, redirect, render

from core.http.actions import post_data_or_none
from hosting.calendar_feeds.presenters import feeds_in_words
from hosting.calendar_feeds.registries import sections_of
from hosting.calendar_feeds.selectors import freshness_of, troubled_feeds
from hosting.calendars.actions.nights import set_nights, set_nights_of_units
from hosting.calendars.forms.nights import NightsForm, NightsOfUnitsForm
from hosting.calendars.presenters.unit_months import (
    NightSelection,
    host_month_of,
    month_from,
    with_selection_links,
)
from hosting.host_space.presenters.host_calendar import blocks_elsewhere, host_calendar
from hosting.host_space.selectors.host_desk import units_of
from hosting.host_space.views.pages import form_page, save_form


@form_page
def index(request):
    """Months of all units; nights of several are opened or closed at once."""
    units = list(units_of(request.user))
    form = NightsOfUnitsForm(post_data_or_none(request), units=units)
    month = request.GET.get("month", "")
    if form.is_valid() and save_form(request, form, set_nights_of_units, **form.cleaned_data):
        return redirect(f"{request.path}?month={month_from(month):%Y-%m}")
    chosen = request.POST.getlist("nights")
    context = {
        "units": units,
        "form": form,
        "calendar": host_calendar(units, month, reader=request.user, chosen=chosen)
        if units
        else None,
        "troubled_feeds": troubled_feeds(request.user) if units else [],
        "room": "calendar",
    }
    status = 422 if form.is_bound else 200
    return render(request, "host_space/calendar_index.html", context, status=status)


@form_page
def unit(request, unit_id):
    selected_unit = get_object_or_404(units_of(request.user), public_id=unit_id)
    choice = NightSelection.of(request.GET.get("first", ""), request.GET.get("last", ""))
    form = NightsForm(
        post_data_or_none(request),
        initial=choice.as_nights(),
        by_days=selected_unit.workspace_id is not None,
    )
    if form.is_valid() and save_form(
        request, form, set_nights, unit=selected_unit, **form.cleaned_data
    ):
        return redirect(f"{request.path}?month={form.cleaned_data['dates'].check_in:%Y-%m}")
    first = month_from(request.GET.get("month", ""))
    month = host_month_of(selected_unit, first, reader=request.user)
    month = with_selection_links(month, choice, path=request.path)
    context = {
        "unit": selected_unit,
        "form": form,
        "month": month,
        "choice": choice,
        "sections": sections_of(selected_unit)
        if selected_unit.offer.host_id == request.user.pk
        else (),
        "blocks": blocks_elsewhere(selected_unit, first),
        "feeds_age": feeds_in_words(freshness_of([selected_unit.pk])),
        "room": "calendar",
    }
    status = 422 if form.is_bound else 200
    return render(request, "host_space/calendar.html", context, status=status)
