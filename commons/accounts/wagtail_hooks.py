"""Rights of people are given one person at a time."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail import hooks

from commons.accounts.models import User


@hooks.register("before_bulk_action")
def one_person_at_a_time(
    request: HttpRequest, action_type: str, objects: list[object], action: object
) -> None:
    """Rights are given on the page of one person, where they are recorded."""
    if any(isinstance(one, User) for one in objects):
        raise PermissionDenied(action_type)
