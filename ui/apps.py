"""Layouts, components, template tags, styles and scripts of every page."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "ui"
