"""Sums over the hosts of a community, for its coordinators."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.views.decorators.http import require_safe

from hosting.coordination.selectors.statistics import community_year, years_of
from hosting.coordination.views.desk_tabs import coordinated_community_or_404, render_desk_page


@login_required
@require_safe
def index(request, public_id):
    """This year, or the one that the address names."""
    community = coordinated_community_or_404(request, public_id)
    years = years_of(community)
    year = request.GET.get("year", str(years[0]))
    if year not in map(str, years):
        raise Http404
    context = {"figures": community_year(community, int(year)), "years": years}
    return render_desk_page(request, community, "figures", context)
