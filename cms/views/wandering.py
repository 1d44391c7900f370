"""Where a reader wanders on, and the ways into stories and offers."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.queries.wandering.heres import find_here, find_marked
from cms.queries.wandering.opening import entries_of, entry_page
from cms.queries.wandering.strands import strands_from


@never_cache  # a consent that was taken back counts for whoever comes next
@require_safe
def around(request, noun, address):
    here = find_here(noun, address, request)
    if here is None:
        raise Http404
    came_from = find_marked(request.GET.get("from", ""), request)
    strands = strands_from(here, came_from, request)
    context = {"here": here, "came_from": came_from, "strands": strands}
    return render(request, "cms/around.html", context)


@require_safe
def ways_in(request):
    return redirect(f"{reverse('travel_stories:story-list')}#ways-in")


@never_cache
@require_safe
def way_in(request, way):
    return render(request, "cms/way_in.html", {"way": entries_of(way, request)})


@never_cache
@require_safe
def entry(request, way, key):
    page = entry_page(way, key, request)
    if page is None:
        raise Http404
    return render(request, "cms/way_in_entry.html", {"page": page})
