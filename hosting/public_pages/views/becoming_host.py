"""How one becomes a host, and which communities are near."""

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hosting.communities.presenters.onboarding import step_titles
from hosting.communities.selectors.communities import memberships_of
from hosting.public_pages.forms import NearbyForm
from hosting.public_pages.presenters.nearby_communities import FARTHEST, communities_near


@require_safe
def become_host(request):
    form = NearbyForm(request.GET if "place" in request.GET else None)
    place = form.cleaned_data["place"] if form.is_valid() else None
    context = {
        "form": form,
        "place": place,
        "communities": communities_near(place.point) if place else [],
        "farthest": FARTHEST,
        "memberships": memberships_of(request.user) if request.user.is_authenticated else [],
        "titles": step_titles(),
        "days_to_answer": settings.HOSTING_WELCOME_WITHIN.days,
        "days_to_read": settings.HOSTING_READ_WITHIN.days,
    }
    return render(request, "public_pages/become_host.html", context)
