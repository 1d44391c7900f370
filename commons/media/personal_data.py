"""What media holds about a person: the photographs that they uploaded."""

from typing import Any

from commons.accounts.models import User
from commons.media.models import Photo
from commons.privacy import personal_data


def photos_of(person: User) -> list[Any]:
    photos = Photo.objects.uploaded_by(person).order_by("pk")
    return list(photos.values("public_id", "title", "description", "file", "created_at"))


personal_data.register("media", photos_of, covers=["media.photo.uploaded_by_user"])
