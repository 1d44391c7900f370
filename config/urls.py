"""Every address: machines first, then the pages under a language, editorial pages last."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, register_converter
from wagtail import urls as wagtail_urls
from wagtail.contrib.sitemaps import views as sitemaps

from cms.discovery.sitemaps import BrowseSitemap, PageSitemap
from config.health import healthz, readyz
from config.robots import robots
from core.http.converters import PublicIdConverter
from hosting.public_pages.views.sitemaps import CommunitySitemap, OfferSitemap
from travel_stories.itineraries.views.itinerary_feeds import ItinerarySitemap
from travel_stories.stories.views.sitemaps import StorySitemap

register_converter(PublicIdConverter, "public_id")

SITEMAPS = {
    "offers": OfferSitemap,
    "communities": CommunitySitemap,
    "stories": StorySitemap,
    "itineraries": ItinerarySitemap,
    "pages": PageSitemap,
    "ways-in": BrowseSitemap,
}

handler400 = "ui.views.errors.bad_request"
handler500 = "ui.views.errors.server_error"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("robots.txt", robots, name="robots"),
    path(
        "sitemap.xml",
        sitemaps.index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap-part"},
        name="sitemap",
    ),
    path("sitemap-<section>.xml", sitemaps.sitemap, {"sitemaps": SITEMAPS}, name="sitemap-part"),
    path("", include("ui.public_urls")),
    path(".well-known/", include("commons.signing.urls")),
    path("api/v1/", include("config.api")),
    path("cms/", include("config.admin_urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("geography/", include("commons.geography.urls")),
    *([path("media/", include("commons.media.urls"))] if settings.MEDIA_SERVED_HERE else []),
    *i18n_patterns(
        path("", include("ui.urls")),
        path("", include("hosting.urls")),  # first comes what is read most: all are tried in order
        path("", include("search.urls")),
        path("", include("commons.moderation.urls")),
        path("", include("travel_stories.urls")),
        path("", include("emergency.urls")),
        path("", include("commons.notifications.urls")),
        path("", include("commons.privacy.urls")),
        path("", include("commons.profiles.urls")),
        path("", include("commons.blocking.urls")),
        path("", include("commons.push_messages.urls")),
        path("", include("commons.organisations.urls")),
        path("", include("commons.accounts.urls")),
        path("", include("commons.conversations.urls")),
        path("", include("cms.urls")),
        path("", include(wagtail_urls)),
    ),
]
