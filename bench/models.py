"""What a search of others needs to be measured beside ours: one table, title and body."""

from typing import ClassVar

from django.db import models
from wagtail.search import index


class PlainOffer(index.Indexed, models.Model):
    """An offer as Wagtail's search library is given it."""

    title = models.CharField(max_length=200)
    body = models.TextField()

    search_fields: ClassVar = [
        index.SearchField("title", boost=4),
        index.SearchField("body"),
    ]

    def __str__(self) -> str:
        return self.title
