"""One page that asks into which trip a list of favourites goes."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from core.http.actions import post_data_or_none, redirect_with_success
from hosting.favourites.models import FavouriteList
from hosting.favourites.presenters import list_page
from travel_stories.trip_requests.actions.favourites import add_list_to_trip
from travel_stories.trip_requests.forms.favourites import ListToTripForm
from travel_stories.trip_requests.selectors.additions import seats_to_plan
from travel_stories.trips.views.trip_access import passes_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_list(request, public_id):
    """Somebody else's list isn't there."""
    favourite_list = get_object_or_404(
        FavouriteList.objects.visible_to(request.user), public_id=public_id
    )
    seats = seats_to_plan(request.user, passes_of(request))
    form = ListToTripForm(post_data_or_none(request), seats=seats)
    if form.is_valid():
        try:
            key = form.cleaned_data["key"]
            steps = add_list_to_trip(
                favourite_list=favourite_list, seat=form.seat, key=key, by=request.user
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return _added(request, form.seat.trip, steps)
    context = {"page": list_page(favourite_list), "form": form, "seats": seats}
    status = 422 if form.is_bound else 200
    return render(request, "trip_requests/trip_add_list.html", context, status=status)


def _added(request, trip, steps):
    if not steps:
        return redirect(trip)
    done = ngettext(
        "%(count)s offer added to the plan. Now choose a day for it.",
        "%(count)s offers added to the plan. Now choose a day for each one.",
        len(steps),
    )
    return redirect_with_success(request, done % {"count": len(steps)}, to=trip)
