"""URLs for programs that belong to no package, without a language prefix."""

from django.urls import path

from core.api.decorators import public_api_view
from ui.views.oembed import oembed
from ui.views.web_app import service_worker

urlpatterns = [
    path("oembed", public_api_view(oembed, urlconf=__name__), name="oembed"),
    path("offline-worker.js", service_worker, name="service-worker"),
]
