"""Where everybody reads itineraries, and takes them over into a trip."""

from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.http.actions import post_data_or_none, redirect_with_success, try_form
from core.http.shortcuts import get_or_404
from travel_stories.itineraries.actions.trips import (
    add_itinerary_to_trip,
    begin_trip_from_itinerary,
)
from travel_stories.itineraries.forms.itineraries import TakeForm
from travel_stories.itineraries.forms.lists import ItineraryFilterForm
from travel_stories.itineraries.presenters.lists import itinerary_list
from travel_stories.itineraries.presenters.pages import page_of_itinerary
from travel_stories.itineraries.schemas.linked_data import itinerary_data
from travel_stories.itineraries.selectors import find_edition, render_itinerary_edition


@require_safe
def index(request):
    form = ItineraryFilterForm(request.GET)
    context = {"form": form, "itineraries": itinerary_list(form.wishes, request.GET.get("page"))}
    status = 422 if form.errors else 200
    return render(request, "itineraries/itinerary_list.html", context, status=status)


@never_cache  # what was withdrawn is gone for whoever comes next
@require_safe
def detail(request, public_id):
    edition = found(public_id)
    itinerary = edition.itinerary
    if request.path != itinerary.get_absolute_url():
        return redirect(itinerary)
    rendered_itinerary = render_itinerary_edition(edition)
    url = request.build_absolute_uri(itinerary.get_absolute_url())
    context = {"page": page_of_itinerary(rendered_itinerary), "url": url, "edition": edition}
    # One press on the page itself: a new trip. Into another one leads through a page.
    take_form = TakeForm(person=request.user) if request.user.is_authenticated else None
    context |= {
        "linked_data": itinerary_data(rendered_itinerary, url=url),
        "take_form": take_form,
    }
    return render(request, "itineraries/itinerary_detail.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take(request, public_id):
    """Whoever has to log in comes back here, with what they chose in the address."""
    edition = found(public_id)
    if not request.user.is_authenticated:
        chosen = urlencode(_chosen(request))
        return redirect_to_login(f"{request.path}?{chosen}" if chosen else request.path)
    form = TakeForm(post_data_or_none(request), person=request.user, initial=_chosen(request))
    trip = try_form(
        form,
        lambda trip, **data: (
            add_itinerary_to_trip(edition=edition, seat=trip, **data)
            if trip
            else begin_trip_from_itinerary(edition=edition, by=request.user, **data)
        ),
    )
    if trip:
        return redirect_with_success(
            request, _("Itinerary added to your trips. You can change anything."), to=trip
        )
    context = {"edition": edition, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "itineraries/itinerary_take.html", context, status=status)


def found(public_id):
    return get_or_404(find_edition(public_id))


def _chosen(request):
    """The day and the trip, however they were sent."""
    sent = request.POST if request.method == "POST" else request.GET
    return {name: sent[name] for name in ("starts_on", "trip") if sent.get(name)}
