"""Sending push messages, outside of any transaction. A job may run twice and must do no harm."""

from __future__ import annotations

import json
import logging
from datetime import timedelta
from typing import Final

from celery import shared_task
from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.notifications.categories import category_of_template
from commons.notifications.models import Notice
from commons.outbox import actions as outbox
from commons.push_messages import web_push
from commons.push_messages.errors import PushNotSentError, PushServiceError
from commons.push_messages.models import PushSubscription
from core.db.leases import leased

logger = logging.getLogger(__name__)

GONE = frozenset({404, 410})  # RFC 8030, 7.3: the browser takes no more messages
# Our signature isn't accepted for this browser (RFC 8292, 4.2), or the message is none. Asking
# again changes nothing; but where a clock is wrong here all are refused, and none of them is gone.
REFUSED = frozenset({400, 401, 403})
REFUSED_FOR: Final = timedelta(days=7)  # since a message was taken, until it counts as gone


@shared_task(name="push_messages.push_notice")
def push_notice(*, notice_id: int) -> None:
    """Tell the browsers of its reader that something waits, unless it was read meanwhile.

    What was recorded before a browser was last told is covered by that message, and one that was
    told a moment ago is told again later, once for all that came in between. Each browser is tried;
    raises PushNotSentError where one is left.
    """
    unread = Notice.objects.unread().recent(settings.PUSH_MESSAGES_WAIT).select_related("recipient")
    notice = unread.filter(pk=notice_id).first()
    key = web_push.server_key()
    if notice is None or key is None or not notice.recipient.is_active:
        return
    category = category_of_template(notice.template)
    code = category.code if category and not category.mandatory_reason else ""
    quiet_since = timezone.now() - settings.PUSH_MESSAGES_QUIET_FOR
    recent, failed = [], 0
    for subscription in PushSubscription.objects.awaiting(notice):
        if code in subscription.muted:
            continue
        if subscription.sent_at is not None and subscription.sent_at > quiet_since:
            recent.append(subscription.sent_at)
            continue
        try:
            push_to(subscription, notice, key)
        except Exception as error:  # whatever one meets, the others have their turn
            # Its class and the status alone: an address opens the way to a browser.
            words = str(error) if isinstance(error, PushServiceError) else type(error).__name__
            logger.warning("push message to subscription %s failed: %s", subscription.pk, words)
            failed += 1
    if failed:  # all are looked at again, also those that were told a moment ago
        raise PushNotSentError(failed)
    if recent:
        later = max(recent) + settings.PUSH_MESSAGES_QUIET_FOR
        outbox.enqueue(push_notice, not_before=later, notice_id=notice.pk)


def push_to(subscription: PushSubscription, notice: Notice, key: web_push.ServerKey) -> None:
    """One browser, under a lease. One that can't be told any more is forgotten, and so is one whose
    service has refused us for REFUSED_FOR; until then it isn't asked again for this notice.

    Raises PushServiceError, an OutboundError, LeaseHeldError.
    """
    rows = PushSubscription.objects.awaiting(notice).filter(pk=subscription.pk)
    with leased(rows, settings.MAIL_LEASE) as keys:
        if not keys:  # another worker told it, or its person removed it
            return
        started = timezone.now()
        status = _send(subscription, notice.recipient, key)
        if status in GONE or (status in REFUSED and _is_refused_for_long(subscription)):
            rows.delete()
        elif status in REFUSED:
            logger.warning(
                "push message to subscription %s failed: push service answered %s",
                *(subscription.pk, status),
            )
        elif not 200 <= status < 300:
            raise PushServiceError(status)
        else:
            rows.update(sent_at=started)


def _is_refused_for_long(subscription: PushSubscription) -> bool:
    taken_at = subscription.sent_at or subscription.created_at
    return taken_at < timezone.now() - REFUSED_FOR


def _send(subscription: PushSubscription, person: User, key: web_push.ServerKey) -> int:
    """The status of the answer; 410 as well where nothing can be sent to this subscription.

    It was made for another key of ours, at a service that is no longer allowed, or holds keys that
    are none.
    """
    endpoint = subscription.endpoint
    if subscription.server_key != key.public or not web_push.is_allowed_endpoint(endpoint):
        return 410
    keys = {"p256dh": subscription.p256dh, "auth": subscription.auth}
    if not web_push.are_usable_keys(**keys):
        return 410
    return web_push.send(endpoint, web_push.encrypt(message_for(person), **keys), key)


def message_for(person: User) -> bytes:
    """The same for all that can happen: a line without names, and the page of notifications."""
    with translation.override(person.language):
        message = {
            "title": _("Something is waiting for you"),
            "url": reverse("notifications:notice-list"),
        }
    return json.dumps(message, ensure_ascii=False).encode()
