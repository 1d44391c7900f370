"""What the documents of trips hold of a person."""

from __future__ import annotations

from typing import Any

from commons.accounts.models import User
from travel_stories.notebooks.models.documents import Document
from travel_stories.trips.personal_data import register_trip_data


def documents_of(person: User) -> dict[str, Any]:
    documents = Document.objects.present().filter(by__person=person)
    fields = ("trip__title", "title", "paper", "weight", "made_at")
    return {"documents": list(documents.values(*fields))}


register_trip_data(documents_of)
