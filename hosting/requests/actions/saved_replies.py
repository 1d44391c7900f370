"""Keeping answers ready: add, change, delete."""

from django.conf import settings
from django.db import transaction

from commons.accounts.models import User
from commons.audit import actions as audit
from core.permissions import require
from hosting.requests.errors import TooManySavedRepliesError
from hosting.requests.models.saved_replies import SavedReply


@transaction.atomic
def add_saved_reply(*, title: str, body: str, by: User) -> SavedReply:
    """Raises TooManySavedRepliesError above HOSTING_SAVED_REPLIES_LIMIT."""
    require(by, "requests.add_saved_reply", by)

    User.objects.locked(by.pk, no_key=True)
    if by.saved_replies.count() >= settings.HOSTING_SAVED_REPLIES_LIMIT:
        raise TooManySavedRepliesError(most=settings.HOSTING_SAVED_REPLIES_LIMIT)

    reply = SavedReply.objects.create(host=by, title=title, body=body)
    audit.record(by, "saved_reply.added", reply)
    return reply


@transaction.atomic
def change_saved_reply(*, reply: SavedReply, title: str, body: str, by: User) -> SavedReply:
    require(by, "requests.change_saved_reply", reply)

    reply = SavedReply.objects.select_for_update().get(pk=reply.pk)
    reply.title, reply.body = title, body
    reply.save(update_fields=["title", "body", "changed_at"])
    audit.record(by, "saved_reply.changed", reply)
    return reply


@transaction.atomic
def delete_saved_reply(*, reply: SavedReply, by: User) -> None:
    require(by, "requests.change_saved_reply", reply)

    audit.record(by, "saved_reply.deleted", reply)
    reply.delete()
