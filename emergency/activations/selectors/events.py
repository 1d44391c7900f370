"""What became of something, step by step."""

from __future__ import annotations

from emergency.activations.models.events import Event


def history_of(noun: str, number: int) -> list[Event]:
    events = Event.objects.filter(noun=noun, number=number)
    return list(events.select_related("person"))
