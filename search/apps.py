"""Finding what hosting publishes."""

from importlib import import_module

from django.apps import AppConfig
from django.conf import settings
from django.db import connection
from django.utils.translation import pgettext_lazy


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = pgettext_lazy("name of the part", "Search")

    def ready(self) -> None:
        choice = import_module("search.engine.choice")
        choice.require_readable(settings.SEARCH_URL, connection.vendor)
        import_module("search.receivers")
        import_module("search.queries.notice_kinds")
        import_module("search.queries.saved")
