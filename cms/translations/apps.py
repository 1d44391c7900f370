"""Translations of editorial pages, made in the admin."""

from django.apps import AppConfig


class TranslationsConfig(AppConfig):
    name = "cms.translations"
