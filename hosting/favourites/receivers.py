"""Signal handlers: somebody logs in after pressing a heart; an account closes."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.core.exceptions import PermissionDenied
from django.dispatch import receiver
from django.http import HttpRequest

from commons.accounts.models import User
from commons.accounts.signals import account_closed
from core.errors import DomainError
from hosting.favourites.actions import save_favourite
from hosting.favourites.models import FavouriteList
from hosting.favourites.presenters import PENDING
from hosting.offers.models.offers import Offer


@receiver(user_logged_in, dispatch_uid="favourites.save_pending_favourite")
def save_pending_favourite(
    sender: type, request: HttpRequest | None, user: User, **kwargs: Any
) -> None:
    """The heart that was pressed before logging in. What can't be kept any more is forgotten."""
    session = getattr(request, "session", {})
    public_id = session.pop(PENDING, "")
    offer = Offer.objects.public().filter(public_id=public_id).first() if public_id else None
    if offer is None:
        return
    with suppress(DomainError, PermissionDenied):
        save_favourite(offer=offer, by=user)


@receiver(account_closed, dispatch_uid="favourites.forget_lists")
def forget_lists(sender: type, person: User, **kwargs: Any) -> None:
    """What somebody kept goes with them, and the links to it."""
    FavouriteList.objects.visible_to(person).delete()
