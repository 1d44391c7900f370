"""Itineraries in the Wagtail admin, to look at, and the menu of all that is told there."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from hosting.communities.wagtail_hooks.policies import ViewOnlyPolicy
from travel_stories.itineraries.models.itineraries import Itinerary
from travel_stories.stories.wagtail_hooks import ConsentViewSet, PersonShownViewSet, StoryViewSet

register_permission_policy(Itinerary, ViewOnlyPolicy(Itinerary))


class ItineraryViewSet(SnippetViewSet):
    """To look at. It is read, published and taken down on the site, by the same rules."""

    model = Itinerary
    base_url_path = "snippets/travel_stories/itinerary"
    icon = "site"
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = (
        *("title", "summary", "community", "state", "state_since", "reason"),
        *("days", "season_from", "season_until", "language", "licence", "created_at"),
    )
    list_display = ("title", "community", "state", "state_since")
    list_filter = ("state", "language")
    search_fields = ("title", "summary")


class StoriesGroup(SnippetViewSetGroup):
    """One entry of the menu, for those of the co-operative who may see what is in it."""

    items = (
        StoryViewSet,
        ItineraryViewSet,
        PersonShownViewSet,
        ConsentViewSet,
    )
    menu_label = _("Stories")
    menu_icon = "doc-full"
    menu_order = 160


register_snippet(StoriesGroup)
