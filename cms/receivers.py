"""Ears for the page tree: the frame is read anew once an editor has changed a page."""

from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import post_page_move

from cms.queries import editorial_key


@receiver([post_save, post_delete, post_page_move])
def forget_frame(sender: type, instance: object, **kwargs: Any) -> None:
    """At once for whoever made the change, and after the commit for whoever read before it."""
    if isinstance(instance, Page):
        _forget()
        transaction.on_commit(_forget)


def _forget() -> None:
    cache.delete_many([editorial_key(code) for code, _name in settings.LANGUAGES])
