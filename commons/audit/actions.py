"""The record of who did what."""

from django.db.models import Model

from commons.audit.models import AuditEntry
from core.permissions import SYSTEM, AnyActor


def record(actor: AnyActor, verb: str, subject: Model, **data: object) -> None:
    """Add a line. Ids and states belong into `data`, names and addresses don't."""
    actor_id = None if actor is SYSTEM else actor.pk
    AuditEntry.objects.create(actor_id=actor_id, verb=verb, subject=subject, data=data)
