"""Photographs, cleaned and in several sizes."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = "commons.media"
    verbose_name = _("photos")

    def ready(self) -> None:
        import_module("commons.media.personal_data")
