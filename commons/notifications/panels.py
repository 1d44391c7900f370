"""Unread notices count on the desk; they have a list of their own there, and no panel."""

from commons.accounts.models import User
from commons.accounts.panels import Rows
from commons.notifications.models import Notice


def unread_of(person: User) -> Rows:
    return (Notice.objects.visible_to(person).unread(),)
