"""My trips, a new one, its plan, and what becomes of it."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.http.actions import post_data_or_none, run_action
from core.http.return_urls import same_site_path
from core.permissions import require
from travel_stories.trips.actions.trips import (
    begin_trip,
    cancel_trip,
    change_trip,
    delete_trip,
    reopen_trip,
    settle_trip,
)
from travel_stories.trips.forms.trips import TripForm
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.presenters.trip_page import trip_page_of
from travel_stories.trips.selectors.plans import add_hints, itinerary_of
from travel_stories.trips.selectors.roads import road_of
from travel_stories.trips.selectors.seats import trips_of
from travel_stories.trips.step_requests import attachable_by_step
from travel_stories.trips.trip_entries import trip_entries_of
from travel_stories.trips.views.edits import try_edit
from travel_stories.trips.views.trip_access import members_only, passes_of


@require_safe
def index(request):
    person = request.user
    context = {
        "trips": trips_of(person, passes_of(request)),
        "registered": trip_entries_of(person) if person.is_authenticated else [],
    }
    return render(request, "trips/trip_list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request):
    form = TripForm(post_data_or_none(request))
    if form.is_valid():
        key = form.cleaned_data["key"]
        return redirect(begin_trip(words=form.words(), key=key, by=request.user))
    status = 422 if form.is_bound else 200
    return render(request, "trips/trip_begin.html", {"form": form}, status=status)


@require_safe
@members_only
def detail(request, me):
    days = itinerary_of(me.trip)
    if me.trip.is_open:
        add_hints(me.trip, days)
    attachable = {}
    if me.trip.is_open:
        attachable = attachable_by_step(me, [step for day in days for step in day.steps])
    trip_page = trip_page_of(me, "plan", attachable=attachable)
    context = {"trip_page": trip_page, "days": days, "road": road_of(days)}
    context["is_new"] = me.is_guest and "welcome" in request.GET
    context["back"] = same_site_path(request, request.GET.get("back", ""))
    return render(request, "trips/trip_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def change(request, me):
    require(me, "trips.change_trip", me.trip)
    form = TripForm(post_data_or_none(request), instance=Trip.objects.get(pk=me.trip_id))
    answer = try_edit(
        request,
        form,
        me,
        lambda words, edit: change_trip(trip=me.trip, words=words, edit=edit),
        to=me.trip.get_absolute_url(),
    )
    context = {"trip_page": trip_page_of(me, "plan"), "form": form}
    status = 422 if form.is_bound else 200
    return answer or render(request, "trips/trip_change.html", context, status=status)


@require_POST
@members_only
def settle(request, me):
    done = _("The plan is marked as final. You can still change it.")
    return run_action(request, lambda: settle_trip(trip=me.trip, by=me), done=done, to=me.trip)


@require_POST
@members_only
def reopen(request, me):
    done = _("The plan is no longer marked as final.")
    return run_action(request, lambda: reopen_trip(trip=me.trip, by=me), done=done, to=me.trip)


@require_POST
@members_only
def cancel(request, me):
    done = _(
        "The trip has been cancelled. Any requests and agreements you "
        "have with hosts are still open: withdraw or cancel them."
    )
    return run_action(request, lambda: cancel_trip(trip=me.trip, by=me), done=done, to=me.trip)


@require_POST
@members_only
def delete(request, me):
    done = _("The trip has been deleted.")
    trips = reverse("travel_stories:trip-list")
    return run_action(request, lambda: delete_trip(trip=me.trip, by=me), done=done, to=trips)
