"""Signal handlers of Wagtail: they record who published or sent back an offer."""

from typing import Any

from django.apps import AppConfig, apps
from django.apps.registry import Apps
from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_migrate
from django.dispatch import Signal, receiver
from wagtail.models import Revision, TaskState, WorkflowState
from wagtail.signals import (
    published,
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)

from commons.accounts.models import User
from commons.audit import actions as audit
from core.permissions import SYSTEM
from hosting.offers.actions.organisations import note_organisation
from hosting.offers.actions.review_setup import prepare_review
from hosting.offers.models.offers import Offer
from hosting.offers.notifications import review as notifications
from hosting.offers.signals import offer_published

WAGTAIL_MAILS: tuple[tuple[Signal, type, str], ...] = (
    (task_submitted, TaskState, "group_approval_task_submitted_email_notification"),
    (workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification"),
    (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification"),
    (workflow_approved, WorkflowState, "workflow_state_approved_email_notification"),
)


def suppress_wagtail_mail(sender: type, **kwargs: Any) -> None:
    """Stands where Wagtail's mails would: those leave inside the request, ours are notices."""


for signal, sender, name in WAGTAIL_MAILS:
    signal.disconnect(sender=sender, dispatch_uid=name)
    signal.connect(suppress_wagtail_mail, sender=sender, dispatch_uid=name)


@receiver(published, dispatch_uid="hosting.record_publication")
def record_publication(sender: type, instance: object, revision: Revision, **kwargs: Any) -> None:
    """Whoever published it, our action or the Wagtail admin: it ends here."""
    if not isinstance(instance, Offer):
        return
    steps = TaskState.objects.filter(revision=revision, status=TaskState.STATUS_APPROVED)
    step = steps.select_related("finished_by").order_by("pk").last()
    reader: User | None = step.finished_by if step else None
    if instance.on_behalf_of_id is not None:
        note_organisation(instance)
    audit.record(reader or SYSTEM, "offer.published", instance, revision=revision.pk)
    if step:
        notifications.notify_host_of_publication(instance, reader)
    offer_published.send(sender=Offer, offer=instance)


@receiver(workflow_rejected, dispatch_uid="hosting.record_change_asked")
def record_change_asked(
    sender: type, instance: WorkflowState, user: User | None, **kwargs: Any
) -> None:
    offer = instance.content_object
    if not isinstance(offer, Offer):
        return
    reason = instance.current_task_state.comment
    audit.record(user or SYSTEM, "offer.sent_back", offer.specific)
    notifications.notify_host_of_requested_change(offer.specific, user, reason)


@receiver(post_migrate, dispatch_uid="hosting.prepare")
def prepare(sender: AppConfig, apps: Apps = apps, **kwargs: Any) -> None:
    """After every migration, and after every flush of a test."""
    if sender.label == "offers" and "communityreading" in apps.all_models["offers"]:
        ContentType.objects.clear_cache()  # a flush has taken the rows that it remembers
        prepare_review()
