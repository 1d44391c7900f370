"""Refusals between two people one of whom has blocked the other."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class ContactRefusedError(DomainError):
    """What the one who is blocked reads. It doesn't say that somebody has blocked them."""

    message = _("You can’t contact this person here at the moment.")


class OwnBlockError(DomainError):
    """What the one who has blocked reads."""

    message = _("You’ve blocked %(name)s. Unblock them first if you’d like to contact them.")
