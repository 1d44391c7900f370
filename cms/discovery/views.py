"""Where a reader wanders on, and the ways into stories and offers."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.discovery.presenters.browse_pages import browse_entry_page, browse_page
from cms.discovery.presenters.related_groups import related_groups
from cms.discovery.selectors.source_pages import find_referring_page, find_source_page


@never_cache  # a consent that was taken back counts for whoever comes next
@require_safe
def around(request, noun, address):
    here = find_source_page(noun, address, request)
    if here is None:
        raise Http404
    came_from = find_referring_page(request.GET.get("from", ""), request)
    groups = related_groups(here, came_from, request)
    context = {"here": here, "came_from": came_from, "groups": groups}
    return render(request, "discovery/around.html", context)


@require_safe
def browse_index(request):
    return redirect(f"{reverse('travel_stories:story-list')}#ways-in")


@never_cache
@require_safe
def browse_list(request, way):
    return render(request, "discovery/browse_list.html", {"way": browse_page(way, request)})


@never_cache
@require_safe
def browse_entry(request, way, key):
    page = browse_entry_page(way, key, request)
    if page is None:
        raise Http404
    return render(request, "discovery/browse_entry.html", {"page": page})
