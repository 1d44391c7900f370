"""The host space, made for a phone."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
