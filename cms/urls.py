"""Addresses of what editorial pages hold, and of the narrative door."""

from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _
from wagtail.urls import serve_pattern

from cms.enums import Noun, WayIn
from cms.views import pages, recordings, wandering

app_name = "cms"

AROUND = [
    path(
        _("offers/<public_id:address>/around/"),
        wandering.around,
        {"noun": Noun.OFFER},
        name="around-offer",
    ),
    path(
        _("communities/<public_id:address>/around/"),
        wandering.around,
        {"noun": Noun.COMMUNITY},
        name="around-community",
    ),
    path(
        _("stories/<public_id:address>/around/"),
        wandering.around,
        {"noun": Noun.STORY},
        name="around-story",
    ),
    path(
        _("itineraries/<public_id:address>/around/"),
        wandering.around,
        {"noun": Noun.ITINERARY},
        name="around-itinerary",
    ),
    path(
        _("places/<slug:address>/around/"),
        wandering.around,
        {"noun": Noun.PLACE},
        name="around-place",
    ),
]
ONE_WAY_IN = [
    path("", wandering.way_in, name="way-in"),
    path("<slug:key>/", wandering.entry, name="way-in-entry"),
]
WAYS_IN = [
    path(_("stories/by/"), wandering.ways_in, name="ways-in"),
    path(_("stories/by/place/"), include(ONE_WAY_IN), {"way": WayIn.PLACE}),
    path(_("stories/by/cause/"), include(ONE_WAY_IN), {"way": WayIn.CAUSE}),
    path(_("stories/by/interest/"), include(ONE_WAY_IN), {"way": WayIn.INTEREST}),
    path(_("stories/by/season/"), include(ONE_WAY_IN), {"way": WayIn.SEASON}),
    path(_("stories/by/person/"), include(ONE_WAY_IN), {"way": WayIn.PERSON}),
]

urlpatterns = [
    path(_("recordings/<public_id:public_id>/"), recordings.recording, name="recording"),
    *AROUND,
    *WAYS_IN,
    re_path(serve_pattern, pages.page, name="page"),
]
