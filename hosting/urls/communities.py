"""Communities and how one joins."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
