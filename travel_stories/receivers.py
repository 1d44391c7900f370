"""Ears for what happens below. They write rows only."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from commons.accounts.models import User
from commons.accounts.signals import account_closed
from hosting.models import Request
from hosting.signals import request_changed
from travel_stories.actions.leaving import let_go_of
from travel_stories.actions.requests import follow_request


@receiver(request_changed, dispatch_uid="travel_stories.follow_request")
def follow(sender: type, request: Request, **kwargs: Any) -> None:
    follow_request(request=request)


@receiver(account_closed, dispatch_uid="travel_stories.let_go")
def let_go(sender: type, person: User, **kwargs: Any) -> None:
    let_go_of(person)
