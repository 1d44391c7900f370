"""The photographs of a draft, each by the public id of its picture."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.core.files.base import File
from django.db import transaction

from commons.accounts.models import User
from commons.accounts.permissions import Actor, require
from commons.media.actions import add_photo, describe_photo, focus_photo
from commons.media.models import Photo
from core.pictures import Focus
from hosting.actions.drafts import keep_draft, open_draft
from hosting.errors.offers import TooManyError
from hosting.models import Offer, OfferPhoto
from hosting.queries.photos import photos_shown, taken_out


def add_offer_photo(*, offer: Offer, file: File[bytes], key: UUID | None = None, by: User) -> Offer:
    """Show something of what is offered, behind the rest. What is to be seen is said afterwards.

    The pixels are worked on before the offer is locked, so that nobody waits for them.
    """
    require(by, "hosting.revise_offer", offer)
    require_room(photos_shown(offer.get_latest_revision_as_object()))
    photo = add_photo(
        file=file,
        title=offer.title,
        alt="",
        credit=by.display_name,
        words_follow=True,
        key=key,
        by=by,
    )
    return append_offer_photo(offer=offer, photo=photo, by=by)


@transaction.atomic
def append_offer_photo(*, offer: Offer, photo: Photo, by: Actor) -> Offer:
    """Behind those that are there; one that is there already stays where it is."""
    require(by, "hosting.revise_offer", offer)

    draft = open_draft(offer)
    shown = photos_shown(draft)
    if any(one.photo_id == photo.pk for one in shown):
        return draft
    require_room(shown)

    set_in_order(draft, [*shown, OfferPhoto(photo=photo)])
    return keep_draft(draft, verb="offer_photo.added", by=by)


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
    require(by, "hosting.revise_offer", offer)

    draft = open_draft(offer)
    shown = photos_shown(draft)

    for one in shown:
        if one.photo.public_id == photo:
            describe_photo(photo=one.photo, alt=alt, credit=credit, licence=licence, by=by)
            focus_photo(photo=one.photo, focus=focus, by=by)
            one.caption = caption
    set_in_order(draft, shown)
    return keep_draft(draft, verb="offer_photo.described", by=by)


@transaction.atomic
def place_offer_photo(*, offer: Offer, photo: str, after: str, by: Actor) -> Offer:
    """Put a photograph behind another one, or first: the first one leads the page.

    It says where to, not how far: pressed twice, it stands in the same place.
    """
    require(by, "hosting.revise_offer", offer)

    draft = open_draft(offer)
    shown = photos_shown(draft)
    names = [one.photo.public_id for one in shown]
    if photo == after or photo not in names or (after and after not in names):
        return draft

    moved = shown.pop(names.index(photo))
    names.remove(photo)
    shown.insert(names.index(after) + 1 if after else 0, moved)
    set_in_order(draft, shown)
    return keep_draft(draft, verb="offer_photo.moved", by=by)


@transaction.atomic
def remove_offer_photo(*, offer: Offer, photo: str, by: Actor) -> Offer:
    """Take a photograph out of the draft. What is published keeps it until the next reading."""
    require(by, "hosting.revise_offer", offer)

    draft = open_draft(offer)
    shown = photos_shown(draft)
    kept = [one for one in shown if one.photo.public_id != photo]
    if len(kept) == len(shown):
        return draft

    set_in_order(draft, kept)
    return keep_draft(draft, verb="offer_photo.removed", by=by)


@transaction.atomic
def restore_offer_photo(*, offer: Offer, photo: str, by: Actor) -> Offer:
    """Put back what was taken out, where it was and with its caption."""
    require(by, "hosting.revise_offer", offer)

    draft = open_draft(offer)
    shown = photos_shown(draft)
    wanted = [one for one in taken_out(draft) if one.photo.public_id == photo]
    if not wanted:
        return draft
    require_room(shown)

    for one in wanted:
        shown.insert(max(0, one.sort_order - 1), one)
    set_in_order(draft, shown)
    return keep_draft(draft, verb="offer_photo.put_back", by=by)


def require_room(shown: list[OfferPhoto]) -> None:
    if len(shown) >= settings.HOSTING_PHOTOS_LIMIT:
        raise TooManyError(limit=settings.HOSTING_PHOTOS_LIMIT)


def set_in_order(draft: Offer, shown: Iterable[OfferPhoto]) -> None:
    """Numbered from one, as they stand."""
    photos = list(shown)
    for number, one in enumerate(photos, start=1):
        one.sort_order = number
    draft.photos = photos
