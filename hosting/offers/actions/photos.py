"""The photographs of a draft, each by the public id of its picture."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.core.files.base import File
from django.db import transaction

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.media.actions import add_photo, describe_photo, focus_photo
from commons.media.choices import Licence
from commons.media.models import Photo
from core.permissions import require
from core.values.pictures import Focus
from hosting.offers.actions.drafts import lock_draft, save_draft
from hosting.offers.errors import TooManyPhotosError
from hosting.offers.models.offers import Offer
from hosting.offers.models.photos import OfferPhoto
from hosting.offers.selectors.photos import draft_photos, removed_photos


def add_offer_photo(
    *,
    offer: Offer,
    file: File[bytes],
    licence: str = Licence.ALL_RIGHTS,
    key: UUID | None = None,
    by: User,
) -> Offer:
    """Show something of what is offered, behind the rest. What is to be seen is said afterwards.

    The pixels are worked on before the offer is locked, so that nobody waits for them.
    """
    require(by, "offers.write_words", offer)
    require_photo_quota(draft_photos(offer.get_latest_revision_as_object()))
    photo = add_photo(
        file=file,
        title=offer.title,
        alt="",
        credit=by.display_name,
        licence=licence,
        words_follow=True,
        key=key,
        by=by,
    )
    return append_offer_photo(offer=offer, photo=photo, by=by)


@transaction.atomic
def append_offer_photo(*, offer: Offer, photo: Photo, by: Actor) -> Offer:
    """Behind those that are there; one that is there already stays where it is."""
    require(by, "offers.write_words", offer)

    draft = lock_draft(offer)
    photos = draft_photos(draft)
    if any(one.photo_id == photo.pk for one in photos):
        return draft
    require_photo_quota(photos)

    set_photo_order(draft, [*photos, OfferPhoto(photo=photo)])
    return save_draft(draft, verb="offer_photo.added", by=by)


@transaction.atomic
def describe_offer_photo(
    *,
    offer: Offer,
    photo: str,
    alt: str,
    caption: str,
    credit: str,
    licence: str,
    focus: Focus | None,
    by: Actor,
) -> Offer:
    """Say something else of a photograph. What is its own counts at once, wherever it is shown."""
    require(by, "offers.write_words", offer)

    draft = lock_draft(offer)
    photos = draft_photos(draft)

    for one in photos:
        if one.photo.public_id == photo:
            describe_photo(photo=one.photo, alt=alt, credit=credit, licence=licence, by=by)
            focus_photo(photo=one.photo, focus=focus, by=by)
            one.caption = caption
    set_photo_order(draft, photos)
    return save_draft(draft, verb="offer_photo.described", by=by)


@transaction.atomic
def move_offer_photo(*, offer: Offer, photo: str, after: str, by: Actor) -> Offer:
    """Put a photograph behind another one, or first: the first one leads the page.

    It says where to, not how far: pressed twice, it stands in the same place.
    """
    require(by, "offers.write_words", offer)

    draft = lock_draft(offer)
    photos = draft_photos(draft)
    names = [one.photo.public_id for one in photos]
    if photo == after or photo not in names or (after and after not in names):
        return draft

    moved = photos.pop(names.index(photo))
    names.remove(photo)
    photos.insert(names.index(after) + 1 if after else 0, moved)
    set_photo_order(draft, photos)
    return save_draft(draft, verb="offer_photo.moved", by=by)


@transaction.atomic
def remove_offer_photo(*, offer: Offer, photo: str, by: Actor) -> Offer:
    """Take a photograph out of the draft. What is published keeps it until the next reading."""
    require(by, "offers.write_words", offer)

    draft = lock_draft(offer)
    photos = draft_photos(draft)
    kept = [one for one in photos if one.photo.public_id != photo]
    if len(kept) == len(photos):
        return draft

    set_photo_order(draft, kept)
    return save_draft(draft, verb="offer_photo.removed", by=by)


@transaction.atomic
def restore_offer_photo(*, offer: Offer, photo: str, by: Actor) -> Offer:
    """Put back what was taken out, where it was and with its caption."""
    require(by, "offers.write_words", offer)

    draft = lock_draft(offer)
    photos = draft_photos(draft)
    wanted = [one for one in removed_photos(draft) if one.photo.public_id == photo]
    if not wanted:
        return draft
    require_photo_quota(photos)

    for one in wanted:
        photos.insert(max(0, one.sort_order - 1), one)
    set_photo_order(draft, photos)
    return save_draft(draft, verb="offer_photo.put_back", by=by)


def require_photo_quota(photos: list[OfferPhoto]) -> None:
    if len(photos) >= settings.HOSTING_PHOTOS_LIMIT:
        raise TooManyPhotosError(limit=settings.HOSTING_PHOTOS_LIMIT)


def set_photo_order(draft: Offer, photos: Iterable[OfferPhoto]) -> None:
    """Numbered from one, as they stand."""
    ordered = list(photos)
    for number, one in enumerate(ordered, start=1):
        one.sort_order = number
    draft.photos = ordered
