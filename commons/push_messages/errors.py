"""Refusals about push messages, and what a job says to the outbox."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.errors import DomainError


class PushNotOfferedError(DomainError):
    """The site has no key, or one that can't be used."""

    message = _("This site doesn’t send browser notifications. We’ll email you as before.")


class UnknownPushServiceError(DomainError):
    """Not https, or a host that PUSH_MESSAGES_HOSTS doesn't name."""

    message = _(
        "We can’t send notifications to this browser, so nothing was turned on. Try another "
        "browser."
    )


class UnusableSubscriptionError(DomainError):
    """Keys that are none, or somebody else's address."""

    message = _(
        "Your browser sent something we can’t use, so nothing has changed. Reload the page and try "
        "again."
    )


class SubscriptionLimitError(DomainError):
    message = ngettext_lazy(
        "You can turn notifications on in %(limit)s browser. Remove it from the list first.",
        "You can turn notifications on in %(limit)s browsers. Remove one from the list first.",
        "limit",
    )


class PushServiceError(Exception):
    """A push service didn't take a message; `status` is that of its answer."""

    def __init__(self, status: int) -> None:
        super().__init__(f"push service answered {status}")
        self.status = status


class PushNotSentError(Exception):
    """Some browsers are left: the outbox asks again."""

    def __init__(self, count: int) -> None:
        super().__init__(f"left: {count}; each is in the log")
