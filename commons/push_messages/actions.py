"""Turning notifications on in a browser, choosing what they are for, and ending them."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from commons.push_messages.errors import (
    PushNotOfferedError,
    SubscriptionLimitError,
    UnknownPushServiceError,
    UnusableSubscriptionError,
)
from commons.push_messages.models import PushSubscription
from commons.push_messages.web_push import are_usable_keys, is_allowed_endpoint, server_key
from core.permissions import require
from core.quotas.checks import require_quota


@transaction.atomic
def add_subscription(
    *, endpoint: str, p256dh: str, auth: str, browser: str, by: User
) -> PushSubscription:
    """This browser is told from now on. A second press renews what it gave.

    A browser that another person used before is told for `by` alone. Raises PushNotOfferedError,
    UnknownPushServiceError, UnusableSubscriptionError, SubscriptionLimitError, QuotaExceededError.
    """
    subscription = PushSubscription(
        person=by, endpoint=endpoint, p256dh=p256dh, auth=auth, browser=browser
    )
    require(by, "push_messages.add_subscription", subscription)

    key = server_key()
    if key is None:
        raise PushNotOfferedError
    if not is_allowed_endpoint(endpoint):
        raise UnknownPushServiceError
    if not are_usable_keys(p256dh, auth):
        raise UnusableSubscriptionError
    User.objects.locked(by.pk, no_key=True)  # a second press waits here
    before = PushSubscription.objects.select_for_update().filter(endpoint=endpoint).first()
    # Only that browser knows its keys: nobody takes over another one by its address.
    if before and before.person_id != by.pk and (before.p256dh, before.auth) != (p256dh, auth):
        raise UnusableSubscriptionError
    others = PushSubscription.objects.visible_to(by).exclude(endpoint=endpoint)
    if others.count() >= settings.PUSH_MESSAGES_BROWSERS_LIMIT:
        raise SubscriptionLimitError(limit=settings.PUSH_MESSAGES_BROWSERS_LIMIT)
    require_quota("push_subscriptions", by)

    newest = PushSubscription.objects.visible_to(by).last()  # or this one, which is renewed
    if before is not None:
        before.delete()
    subscription.server_key = key.public
    subscription.muted = newest.muted if newest else []
    subscription.save()
    audit.record(by, "push_subscription.added", by)
    return subscription


@transaction.atomic
def remove_subscription(*, subscription: PushSubscription, by: Actor) -> None:
    """This browser is told no more."""
    require(by, "push_messages.remove_subscription", subscription)

    PushSubscription.objects.filter(pk=subscription.pk).delete()
    audit.record(by, "push_subscription.removed", subscription.person)


@transaction.atomic
def choose_types(*, muted: list[str], by: User) -> None:
    """Which types are not sent, to any browser of this person."""
    require(by, "push_messages.add_subscription", PushSubscription(person=by))

    PushSubscription.objects.visible_to(by).update(muted=muted)


def forget_subscriptions(person: User) -> None:
    """No browser is told anything of this person any more."""
    PushSubscription.objects.visible_to(person).delete()
