"""What one takes along: the notebook, the calendar, the road, the whole trip as a file."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.http.actions import post_data_or_none, run_action, try_form
from core.http.shortcuts import get_or_404
from travel_stories.notebooks.actions.imports import ImportOptions, import_trip
from travel_stories.notebooks.exports.trip_export import export_of_trip
from travel_stories.notebooks.forms.imports import ImportForm
from travel_stories.notebooks.presenters.notebooks import notebook_of
from travel_stories.trips.actions.links import make_link, revoke_link
from travel_stories.trips.choices import LinkKind
from travel_stories.trips.exports import geojson_of, gpx_of
from travel_stories.trips.models.links import TripLink
from travel_stories.trips.presenters.trip_page import trip_page_of
from travel_stories.trips.selectors.plans import itinerary_of
from travel_stories.trips.selectors.roads import road_of
from travel_stories.trips.views.trip_access import members_only


@require_safe
@members_only
def index(request, me):
    links = {link.kind: link for link in me.trip.links.good().filter(by=me)}
    context = {"trip_page": trip_page_of(me, "exports"), "links": links}
    return render(request, "notebooks/exports.html", context)


@require_POST
@members_only
def make(request, me, kind):
    if kind not in LinkKind:
        raise Http404
    done = _("The link is ready.")
    return run_action(
        request,
        lambda: make_link(trip=me.trip, kind=LinkKind(kind), by=me),
        done=done,
        to=_exports_url(me),
    )


@require_POST
@members_only
def revoke(request, me, link):
    found = get_object_or_404(me.trip.links, public_id=link)
    done = _("This link no longer works.")
    return run_action(
        request, lambda: revoke_link(link=found, by=me), done=done, to=_exports_url(me)
    )


@require_safe
@members_only
def notebook(request, me):
    return render(request, "notebooks/notebook.html", {"notebook": notebook_of(me)})


@require_safe
@members_only
def gpx(request, me):
    content = gpx_of(me.trip, url=request.build_absolute_uri(me.trip.get_absolute_url()))
    return _named(
        HttpResponse(content, content_type="application/gpx+xml"), f"{me.trip.address}.gpx"
    )


@require_safe
@members_only
def geojson(request, me):
    answer = JsonResponse(geojson_of(me.trip), content_type="application/geo+json")
    return _named(answer, f"{me.trip.address}.geojson")


@require_safe
@members_only
def export(request, me):
    answer = JsonResponse(export_of_trip(me.trip), json_dumps_params={"indent": 1})
    return _named(answer, f"{me.trip.address}.json")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_trip_file(request):
    form = ImportForm(post_data_or_none(request), request.FILES or None)
    if form.is_valid():
        trip = try_form(
            form,
            lambda **sent: import_trip(
                data=sent["file"],
                key=sent["key"],
                by=request.user,
                along=ImportOptions(accounts=sent["accounts"], people=sent["people"]),
            ),
        )
        if trip is not None:
            return redirect(trip)
    status = 422 if form.is_bound else 200
    return render(request, "notebooks/trip_import.html", {"form": form}, status=status)


@never_cache
@require_safe
def calendar(request, token):
    """For a calendar program, which has no session: the link is the key."""
    link = get_or_404(TripLink.objects.with_token(token, LinkKind.CALENDAR))
    from travel_stories.notebooks.exports.calendars import calendar_of  # noqa: PLC0415  3 MiB that few need

    url = request.build_absolute_uri(link.trip.get_absolute_url())
    content = calendar_of(link.trip, member=link.by, url=url)
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


@never_cache
@require_safe
def shared_plan(request, token):
    """The plan for whoever has the link: no member's name, no money, no request, no control."""
    link = TripLink.objects.with_token(token, LinkKind.LOOK)
    if link is None:
        return render(request, "trips/link_gone.html", status=410)
    days = itinerary_of(link.trip)
    context = {"trip": link.trip, "days": days, "road": road_of(days)}
    return render(request, "notebooks/trip_look.html", context)


def _exports_url(me):
    return reverse("travel_stories:trip-exports", args=[me.trip.address])


def _named(answer, name):
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
