"""The host's calendar: one unit, one month, two presses and a word."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from hosting.actions.nights import set_nights
from hosting.forms.calendar import NightsForm
from hosting.queries.calendars import Choice, choosing, host_month_of, month_from
from hosting.queries.desks import units_of
from hosting.views.host_space.pages import done, form_page, posted


@login_required
@require_safe
def index(request):
    units = list(units_of(request.user))
    if len(units) == 1:
        return redirect("hosting:unit-calendar", units[0].public_id)
    context = {"units": units, "room": "calendar"}
    return render(request, "hosting/host_space/calendar_index.html", context)


@form_page
def unit(request, unit_id):
    shown = get_object_or_404(units_of(request.user), public_id=unit_id)
    choice = Choice.of(request.GET.get("first", ""), request.GET.get("last", ""))
    form = NightsForm(posted(request), initial=choice.as_nights())
    if form.is_valid() and done(request, form, set_nights, unit=shown, **form.cleaned_data):
        return redirect(f"{request.path}?month={form.cleaned_data['dates'].check_in:%Y-%m}")
    first = month_from(request.GET.get("month", ""))
    month = choosing(host_month_of(shown, first), choice, path=request.path)
    context = {"unit": shown, "form": form, "month": month, "choice": choice, "room": "calendar"}
    status = 422 if form.is_bound else 200
    return render(request, "hosting/host_space/calendar.html", context, status=status)
