"""The photographs of a draft: each keeps its number, what is published keeps its own."""

from django.conf import settings
from django.core.files.base import File
from django.db import transaction

from commons.accounts.permissions import Actor, require
from commons.media.actions import add_photo, describe_photo
from hosting.actions.drafts import keep_draft, open_draft
from hosting.errors.offers import TooManyError
from hosting.models import Offer, OfferPhoto
from hosting.queries.drafts import numbered


@transaction.atomic
def add_offer_photo(
    *,
    offer: Offer,
    file: File[bytes],
    alt: str,
    caption: str,
    credit: str,
    licence: str,
    by: Actor,
) -> Offer:
    """Show something of what is offered. The file is cleaned before anybody sees it."""
    require(by, "hosting.revise_offer", offer)

    draft = open_draft(offer)
    shown = numbered(draft.photos.all())
    if len(shown) >= settings.HOSTING_PHOTOS_LIMIT:
        raise TooManyError(limit=settings.HOSTING_PHOTOS_LIMIT)

    photo = add_photo(file=file, title=draft.title, alt=alt, credit=credit, licence=licence, by=by)
    last = max((one.sort_order for one in shown), default=0)
    draft.photos = [*shown, OfferPhoto(photo=photo, caption=caption, sort_order=last + 1)]
    return keep_draft(draft, verb="offer_photo.added", by=by)


@transaction.atomic
def describe_offer_photo(
    *, offer: Offer, number: int, alt: str, caption: str, credit: str, licence: str, by: Actor
) -> Offer:
    """Say something else of a photograph. Its alternative text counts at once, wherever it is."""
    require(by, "hosting.revise_offer", offer)

    draft = open_draft(offer)
    shown = numbered(draft.photos.all())

    for one in shown:
        if one.sort_order == number:
            describe_photo(photo=one.photo, alt=alt, credit=credit, licence=licence, by=by)
            one.caption = caption
    draft.photos = shown
    return keep_draft(draft, verb="offer_photo.described", by=by)


@transaction.atomic
def move_offer_photo(*, offer: Offer, number: int, by: Actor) -> Offer:
    """Let a photograph change places with the one before it; the first one leads the page."""
    require(by, "hosting.revise_offer", offer)

    draft = open_draft(offer)
    shown = numbered(draft.photos.all())

    place = next((place for place, one in enumerate(shown) if one.sort_order == number), 0)
    if place > 0:
        before, moved = shown[place - 1], shown[place]
        before.sort_order, moved.sort_order = moved.sort_order, before.sort_order
        shown[place - 1], shown[place] = moved, before
    draft.photos = shown
    return keep_draft(draft, verb="offer_photo.moved", by=by)


@transaction.atomic
def remove_offer_photo(*, offer: Offer, number: int, by: Actor) -> Offer:
    """Take a photograph out of the draft. What is published keeps it until the next reading."""
    require(by, "hosting.revise_offer", offer)

    draft = open_draft(offer)

    draft.photos = [one for one in numbered(draft.photos.all()) if one.sort_order != number]
    return keep_draft(draft, verb="offer_photo.removed", by=by)
