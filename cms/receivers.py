"""Ears for pages, photographs and hosting: what is remembered is read anew once they change."""

from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, post_page_move

from cms.actions.reportable import is_hidden
from cms.models.languages import TREE
from cms.queries import editorial_key
from cms.queries.gathering import GATHERED
from commons.media.signals import photo_made_anew
from hosting.signals import community_changed, offer_changed, offer_published, offer_withdrawn


@receiver([post_save, post_delete, post_page_move])
def forget_frame(sender: type, instance: object, **kwargs: Any) -> None:
    """At once for whoever made the change, and after the commit for whoever read before it."""
    if isinstance(instance, Page):
        _forget()
        transaction.on_commit(_forget)


def _forget() -> None:
    cache.delete_many([editorial_key(code) for code, _name in settings.LANGUAGES])
    TREE.begin_anew()
    GATHERED.begin_anew()


@receiver(page_published)
def keep_hidden(sender: type, instance: Page, **kwargs: Any) -> None:
    """By whatever door: the clock or a workflow publishes nothing that a decision hides."""
    if is_hidden(instance):
        instance.unpublish()


@receiver((offer_published, offer_changed, offer_withdrawn, community_changed, photo_made_anew))
def forget_gathered(sender: type, **kwargs: Any) -> None:
    """After the commit: who reads before it gathers what was."""
    transaction.on_commit(GATHERED.begin_anew)
