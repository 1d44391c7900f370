"""The list of communities and the page of each."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.finding import found_or_404
from core.views.keeping import kept_for_strangers
from hosting.queries.besides import panels_beside_community
from hosting.queries.community_pages import (
    community_page,
    find_community,
    list_communities,
    on_a_map,
)
from hosting.views.pages.addresses import to_its_address


@require_safe
def community_list(request):
    communities, on_map = on_a_map(list_communities())
    context = {"communities": communities, "map": on_map}
    return render(request, "hosting/community_list.html", context)


@require_safe
@kept_for_strangers
def community_detail(request, public_id):
    community = found_or_404(find_community(request.user, public_id))
    if request.path != community.get_absolute_url():
        return to_its_address(request, community)
    beside = panels_beside_community(community)
    context = {"page": community_page(community), "beside": beside}
    return render(request, "hosting/community_detail.html", context)
