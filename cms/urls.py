"""Addresses of what editorial pages hold, and of the pages that browse stories."""

from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _
from wagtail.urls import serve_pattern

from cms.discovery import views as discovery
from cms.discovery.choices import Noun
from cms.pages import views as pages
from cms.pages.choices import BrowseBy
from cms.recordings import views as recordings
from commons.accounts.guards import second_factor_required

app_name = "cms"

AROUND = [
    path(
        _("offers/<public_id:address>/around/"),
        discovery.around,
        {"noun": Noun.OFFER},
        name="around-offer",
    ),
    path(
        _("communities/<public_id:address>/around/"),
        discovery.around,
        {"noun": Noun.COMMUNITY},
        name="around-community",
    ),
    path(
        _("stories/<public_id:address>/around/"),
        discovery.around,
        {"noun": Noun.STORY},
        name="around-story",
    ),
    path(
        _("itineraries/<public_id:address>/around/"),
        discovery.around,
        {"noun": Noun.ITINERARY},
        name="around-itinerary",
    ),
    path(
        _("places/<slug:address>/around/"),
        discovery.around,
        {"noun": Noun.PLACE},
        name="around-place",
    ),
]
BROWSE_PAGES = [
    path("", discovery.browse_list, name="way-in"),
    path("<slug:key>/", discovery.browse_entry, name="way-in-entry"),
]
BROWSE = [
    path(_("stories/by/"), discovery.browse_index, name="ways-in"),
    path(_("stories/by/place/"), include(BROWSE_PAGES), {"way": BrowseBy.PLACE}),
    path(_("stories/by/cause/"), include(BROWSE_PAGES), {"way": BrowseBy.CAUSE}),
    path(_("stories/by/interest/"), include(BROWSE_PAGES), {"way": BrowseBy.INTEREST}),
    path(_("stories/by/season/"), include(BROWSE_PAGES), {"way": BrowseBy.SEASON}),
    path(_("stories/by/person/"), include(BROWSE_PAGES), {"way": BrowseBy.PERSON}),
]

urlpatterns = [
    path(_("recordings/<public_id:public_id>/"), recordings.recording, name="recording"),
    *AROUND,
    *BROWSE,
    path(
        _("destinations/write/<slug:language>/<slug:slug>/"),
        second_factor_required(pages.write_destination),
        name="destination-write",
    ),
    re_path(serve_pattern, pages.page, name="page"),
]
