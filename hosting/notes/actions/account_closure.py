"""A person leaves for good: nobody reads any more what others wrote about them."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from hosting.notes.models import Note


@transaction.atomic
def erase_notes_about(person: User) -> None:
    """Their page is gone, and so are the words on it. What they wrote about others stays there,
    without their name and without their replies.
    """
    Note.objects.filter(about=person, withdrawn_at=None).update(withdrawn_at=timezone.now())
    Note.objects.filter(about=person).update(words="", reply="")
