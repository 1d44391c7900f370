"""Signal handlers. They write rows only."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed, password_reset
from django.conf import settings
from django.dispatch import receiver

from commons.accounts.models import User
from commons.accounts.signals import account_closed, sessions_ended
from commons.notifications.models import Notice
from commons.notifications.signals import notice_recorded
from commons.outbox import actions as outbox
from commons.push_messages.actions import forget_subscriptions
from commons.push_messages.models import PushSubscription
from commons.push_messages.tasks import push_notice


@receiver(notice_recorded, dispatch_uid="push_messages.tell_browsers")
def tell_browsers(sender: type, notice: Notice, **kwargs: Any) -> None:
    """Nothing is asked of the database where the site has no key."""
    if not settings.PUSH_MESSAGES_KEY:
        return
    if PushSubscription.objects.filter(person=notice.recipient_id).exists():
        outbox.enqueue(push_notice, notice_id=notice.pk)


@receiver(account_closed, dispatch_uid="push_messages.forget")
def forget_browsers(sender: type, person: User, **kwargs: Any) -> None:
    forget_subscriptions(person)


@receiver(sessions_ended, dispatch_uid="push_messages.forget_elsewhere")
def forget_browsers_elsewhere(sender: type, person: User, **kwargs: Any) -> None:
    """Whoever logs out everywhere else doesn't trust those browsers any more."""
    forget_subscriptions(person)


@receiver([password_changed, password_reset], dispatch_uid="push_messages.forget_by_password")
def forget_browsers_by_password(user: User, **kwargs: Any) -> None:
    """A new password ends the sessions elsewhere."""
    forget_subscriptions(user)
