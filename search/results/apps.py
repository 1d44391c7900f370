"""The list of offers, its map and its API."""

from importlib import import_module

from django.apps import AppConfig
from django.conf import settings
from django.db import connection


class ResultsConfig(AppConfig):
    name = "search.results"
    label = "search_results"

    def ready(self) -> None:
        choice = import_module("search.engines.engine_selection")
        choice.require_readable(settings.SEARCH_URL, connection.vendor)
