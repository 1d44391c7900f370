"""Every address: machines first, then the pages under a language, editorial pages last."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, register_converter
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from config.health import healthz, readyz
from core.converters import PublicIdConverter

register_converter(PublicIdConverter, "public_id")

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("cms/", include(wagtailadmin_urls)),
    path("i18n/", include("django.conf.urls.i18n")),
    *i18n_patterns(
        path("", include("core.urls")),
        path("", include("hosting.urls")),
        path("", include("allauth.account.urls")),
        path("", include(wagtail_urls)),
    ),
]
