"""The list of communities and the page of each."""

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from core.http.page_caching import cache_for_anonymous
from core.http.shortcuts import get_or_404
from hosting.communities.selectors.communities import membership_of
from hosting.public_pages.presenters.community_pages import (
    community_page,
    community_spots,
    find_community,
    list_communities,
    with_map,
)
from hosting.public_pages.presenters.page_extensions import panels_for_community
from hosting.public_pages.views.addresses import redirect_to_canonical
from ui.maps import spot_features

MAP_SECONDS = 300


@require_safe
def community_list(request):
    communities, on_map = with_map(list_communities())
    context = {"communities": communities, "map": on_map}
    return render(request, "public_pages/community_list.html", context)


@require_safe
@cache_control(public=True, max_age=MAP_SECONDS)
@conditional_page
def community_map(request):
    return JsonResponse(spot_features(community_spots()))


@require_safe
@cache_for_anonymous
def community_detail(request, public_id):
    community = get_or_404(find_community(request.user, public_id))
    if request.path != community.get_absolute_url():
        return redirect_to_canonical(request, community)
    beside = panels_for_community(community)
    context = {"page": community_page(community, request.user), "beside": beside}
    if request.user.is_authenticated:
        context["membership"] = membership_of(request.user, community)
    return render(request, "public_pages/community_detail.html", context)
