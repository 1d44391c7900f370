"""Addresses of communities, offers and requests."""

from django.urls import URLPattern

app_name = "hosting"

urlpatterns: list[URLPattern] = []
