"""What a conversation is about, in a few words: the noun that owns it registers them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.panels import Panel
from commons.conversations.models import Message, Thread
from core.registry import KeyedRegistry


def no_name(owner: Any, reader: User) -> str:
    return ""


def no_panels(owner: Any, reader: User) -> Iterable[Panel]:
    return ()


def shows_nothing(owner: Any, message: Message, reader: User) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Topic:
    """`title` stands in the subject of a mail; `mailable` leaves out what no mail may say yet.

    `party` names the other side where that isn't simply who else takes part, and `panels` stand on
    the page of the conversation above its messages. `shows` says whether somebody reads a message
    on a page of the noun although they take no part in the conversation. All get the noun that owns
    the thread.
    `related` are the rows that these read, from the thread on (`request__offer`).
    """

    title: Callable[[Any], str]
    mailable: Callable[[Any, str], str]
    party: Callable[[Any, User], str] = no_name
    panels: Callable[[Any, User], Iterable[Panel]] = no_panels
    shows: Callable[[Any, Message, User], bool] = shows_nothing
    related: tuple[str, ...] = ()


_topics = KeyedRegistry[type[Model], Topic]()


def register_topic(model: type[Model], topic: Topic) -> None:
    _topics.register(model, topic)


def title_of(thread: Thread) -> str:
    """Such as when and where somebody would like to come; empty for two who only talk."""
    topic = _topic_of(thread)
    return topic.title(thread.owner) if topic else ""


def mailable_words(thread: Thread, words: str) -> str:
    """What somebody wrote, as far as a mail may repeat it."""
    topic = _topic_of(thread)
    return topic.mailable(thread.owner, words) if topic else words


def party_of(thread: Thread, reader: User) -> str:
    """Whom this person talks with there, in words."""
    topic = _topic_of(thread)
    if topic and (party := topic.party(thread.owner, reader)):
        return party
    others = [person for person in thread.people.all() if person.pk != reader.pk]
    names = [
        _("Someone who closed their account") if other.closed_at else other.display_name
        for other in others
    ]
    return ", ".join(names)


def panels_of(thread: Thread, reader: User) -> list[Panel]:
    """What the owner of the thread shows above its messages."""
    topic = _topic_of(thread)
    return list(topic.panels(thread.owner, reader)) if topic else []


def is_shown(message: Message, reader: User) -> bool:
    """Whether the owner of its thread shows it to this person, who takes no part in it."""
    topic = _topic_of(message.thread)
    return topic is not None and topic.shows(message.thread.owner, message, reader)


def related_rows() -> list[str]:
    """All that the topics of a list of threads read, for `select_related`."""
    return [path for topic in _topics.values() for path in topic.related]


def _topic_of(thread: Thread) -> Topic | None:
    owner = thread.owner
    return _topics.get(type(owner)) if owner is not None else None
