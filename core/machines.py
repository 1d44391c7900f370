"""Addresses for programs that are no part of a package, outside of every language."""

from django.urls import path

from core.api.doors import door
from core.views.oembed import oembed

urlpatterns = [path("oembed", door(oembed, urlconf=__name__), name="oembed")]
