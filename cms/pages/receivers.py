"""Signal handlers for pages, photographs and hosting: cached values are dropped on change."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageLogEntry, TaskState, WorkflowState, get_page_models
from wagtail.signals import page_published, post_page_move, task_submitted, workflow_rejected

from cms.blocks.selectors.cached_aggregates import AGGREGATES
from cms.pages import notifications
from cms.pages.actions.moderation_adapter import is_hidden
from cms.pages.models.languages import TREE
from cms.pages.selectors.reviewers import readers_of, writer_of
from commons.accounts.models import User
from commons.audit import actions as audit
from core.permissions import SYSTEM
from ui.navigation import forget_editorial_links


@receiver(post_page_move)
def forget_frame(sender: type, instance: Page, **kwargs: Any) -> None:
    """At once for whoever made the change, and after the commit for whoever read before it."""
    _forget()
    transaction.on_commit(_forget)


# By name, so that no other row that is written anywhere comes here.
for page_model in get_page_models():
    post_save.connect(forget_frame, sender=page_model)
    post_delete.connect(forget_frame, sender=page_model)


def _forget() -> None:
    forget_editorial_links()
    TREE.invalidate()
    AGGREGATES.invalidate()


@receiver(page_published)
def keep_hidden(sender: type, instance: Page, **kwargs: Any) -> None:
    """Whoever publishes, the clock or a workflow too: nothing that a decision hides."""
    if is_hidden(instance):
        instance.unpublish()


@receiver(post_save, sender=PageLogEntry, dispatch_uid="cms.write_down")
def write_down(sender: type, instance: PageLogEntry, created: bool, **kwargs: Any) -> None:
    """Wagtail's own log knows who published, in the admin or by a workflow; its signals don't."""
    if created and instance.action == "wagtail.publish":
        _record(instance, "page.published")
        writer = (
            writer_of(instance) if instance.revision else None
        )  # a copy of another page has none
        if writer and writer != instance.user:
            notifications.notify_writer_of_publication(instance.page, writer, instance.user)
    if created and instance.action == "wagtail.unpublish":
        _record(instance, "page.unpublished")


def _record(entry: PageLogEntry, verb: str) -> None:
    audit.record(entry.user or SYSTEM, verb, entry.page.specific)


@receiver(task_submitted, dispatch_uid="cms.tell_readers")
def note_submission(sender: type, instance: TaskState, **kwargs: Any) -> None:
    handed_in = instance.workflow_state
    page = handed_in.content_object
    if isinstance(page, Page):
        notifications.notify_reviewers(page, readers_of(instance), handed_in.requested_by)


@receiver(workflow_rejected, dispatch_uid="cms.tell_writer")
def tell_writer(sender: type, instance: WorkflowState, user: User | None, **kwargs: Any) -> None:
    if isinstance(instance.content_object, Page):
        notifications.notify_writer_of_requested_changes(instance, user)
