"""What is searched: documents of offers and stories, and which of them have changed."""

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class IndexConfig(AppConfig):
    name = "search.index"
    label = "search_index"
    verbose_name = pgettext_lazy("name of the part", "Search")
