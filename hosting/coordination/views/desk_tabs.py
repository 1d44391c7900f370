"""What the pages of one community's desk share: whose it is, and the tabs."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hosting.communities.models.communities import Community

TABS = {
    "desk": _("To do"),
    "messages": _("Messages"),
    "members": _("Members"),
    "story": _("Story"),
    "photo": pgettext_lazy("of a community", "Photo"),
    "charter": _("Charter"),
    "rules": _("Rules"),
    "attestations": _("Checks"),
    "figures": _("Figures"),
    "log": _("Log"),
}


def coordinated_community_or_404(request, public_id):
    """A community that this person coordinates; another one isn't there."""
    communities = Community.objects.coordinated_by(request.user).select_related("locality")
    return get_object_or_404(communities, public_id=public_id)


def render_desk_page(request, community, tab, extra):
    """A page under the tabs; a form that was posted and refused makes it a 422."""
    form = extra.get("form")
    status = 422 if form is not None and form.is_bound and request.method == "POST" else 200
    current = "members" if tab == "write" else tab
    context = {"community": community, "tabs": tabs_of(community, current), **extra}
    return render(request, f"coordination/{tab}.html", context, status=status)


def tabs_of(community, current):
    return [
        {
            "label": label,
            "url": reverse(f"hosting:coordination-{name}", args=[community.address]),
            "is_current": name == current,
            "count": None,
        }
        for name, label in TABS.items()
    ]
