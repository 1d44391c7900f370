"""The list of offers and their pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
