"""Conversations in mails."""

from django import template

from commons.conversations.models import Thread
from commons.conversations.topics import title_of

register = template.Library()


@register.filter
def topic(thread: Thread) -> str:
    """`3–6 May, The mill`; empty for two who only talk."""
    return title_of(thread)
