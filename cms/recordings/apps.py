"""Sounds of editors, which a block plays."""

from django.apps import AppConfig


class RecordingsConfig(AppConfig):
    name = "cms.recordings"
