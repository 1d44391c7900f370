"""Signal handlers. They write rows only."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from commons.accounts.models import User
from commons.accounts.signals import account_closed
from commons.media.models import Photo
from commons.media.signals import photo_rerendered
from commons.outbox import actions as outbox
from commons.profiles.actions.account_closure import erase_profile
from commons.profiles.models import Profile
from commons.profiles.tasks import render_face


@receiver(account_closed, dispatch_uid="profiles.erase")
def erase_profile_of_person(sender: type, person: User, **kwargs: Any) -> None:
    erase_profile(person)


@receiver(photo_rerendered, dispatch_uid="profiles.render_face")
def render_face_again(sender: type, photo: Photo, **kwargs: Any) -> None:
    """All sizes were thrown away."""
    if Profile.objects.filter(portrait=photo).exists():
        outbox.enqueue(render_face, photo_id=photo.pk)
