"""Signal handlers. They write rows only."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from hosting.requests.models.requests import Request
from hosting.requests.signals import request_changed
from travel_stories.trip_requests.actions.requests import follow_request


@receiver(request_changed, dispatch_uid="trip_requests.follow_request")
def follow(sender: type, request: Request, **kwargs: Any) -> None:
    follow_request(request=request)
