"""What conversations hold about a person: their own words."""

from typing import Any

from commons.accounts.models import User
from commons.conversations.models import Message, Participant
from commons.privacy import personal_data


def words_of(person: User) -> dict[str, Any]:
    """What others wrote is theirs: only where and until when this person read it."""
    seats = Participant.objects.filter(person=person)
    messages = Message.objects.filter(author=person)
    return {
        "threads": list(seats.values("thread__public_id", "last_read_at")),
        "messages": list(messages.values("thread__public_id", "sent_at", "body")),
    }


personal_data.register(
    "conversations",
    words_of,
    covers=["conversations.participant.person", "conversations.message.author"],
)
