"""My trips, a new one, its plan, and what becomes of it."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.deeds import carry_out, posted
from travel_stories.actions.trips import (
    begin_trip,
    cancel_trip,
    change_trip,
    delete_trip,
    reopen_trip,
    settle_trip,
)
from travel_stories.forms.trips import TripForm
from travel_stories.models import Trip
from travel_stories.queries.plans import itinerary_of
from travel_stories.queries.roads import road_of
from travel_stories.queries.rooms import room_of
from travel_stories.queries.seats import trips_of
from travel_stories.views.doors import members_only, passes_of
from travel_stories.views.edits import try_edit


@require_safe
def index(request):
    shown = {"trips": trips_of(request.user, passes_of(request))}
    return render(request, "travel_stories/trip_list.html", shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request):
    form = TripForm(posted(request))
    if form.is_valid():
        key = form.cleaned_data["key"]
        return redirect(begin_trip(words=form.words(), key=key, by=request.user))
    status = 422 if form.is_bound else 200
    return render(request, "travel_stories/trip_begin.html", {"form": form}, status=status)


@require_safe
@members_only
def detail(request, me):
    days = itinerary_of(me.trip)
    shown = {"room": room_of(me, "plan"), "days": days, "road": road_of(days)}
    return render(request, "travel_stories/trip_detail.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def change(request, me):
    form = TripForm(posted(request), instance=Trip.objects.get(pk=me.trip_id))
    answer = try_edit(
        request,
        form,
        me,
        lambda words, edit: change_trip(trip=me.trip, words=words, edit=edit),
        to=me.trip.get_absolute_url(),
    )
    shown = {"room": room_of(me, "plan"), "form": form}
    status = 422 if form.is_bound else 200
    return answer or render(request, "travel_stories/trip_change.html", shown, status=status)


@require_POST
@members_only
def settle(request, me):
    done = _("The plan stands. It can still change.")
    return carry_out(request, lambda: settle_trip(trip=me.trip, by=me), done=done, to=me.trip)


@require_POST
@members_only
def reopen(request, me):
    done = _("You can plan on.")
    return carry_out(request, lambda: reopen_trip(trip=me.trip, by=me), done=done, to=me.trip)


@require_POST
@members_only
def cancel(request, me):
    done = _("The trip is called off. Requests and agreements are between you and the hosts.")
    return carry_out(request, lambda: cancel_trip(trip=me.trip, by=me), done=done, to=me.trip)


@require_POST
@members_only
def delete(request, me):
    done = _("The trip is deleted.")
    trips = reverse("travel_stories:trip-list")
    return carry_out(request, lambda: delete_trip(trip=me.trip, by=me), done=done, to=trips)
