"""Requests, proposals, agreements and notes."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
