"""The photograph of a community: brought, described, taken out and put back by its coordinators."""

from __future__ import annotations

from uuid import UUID

from django.core.files.base import File
from django.db import transaction

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from commons.media.actions import add_photo, describe_photo, focus_photo
from commons.media.choices import Licence
from commons.media.models import Photo
from core.permissions import require
from core.values.pictures import Focus
from hosting.communities.models.communities import Community
from hosting.communities.signals import community_changed


def upload_community_photo(
    *,
    community: Community,
    file: File[bytes],
    licence: str = Licence.ALL_RIGHTS,
    key: UUID | None = None,
    by: User,
) -> Community:
    """Show a photograph, in place of the one before. The pixels are worked on before any lock."""
    require(by, "communities.describe_community", community)

    photo = add_photo(
        file=file,
        title=community.name,
        alt="",
        credit=by.display_name,
        licence=licence,
        words_follow=True,
        key=key,
        by=by,
    )
    return _set_photo(community, photo, verb="community.photo_brought", by=by)


def remove_community_photo(*, community: Community, by: Actor) -> Community:
    """Show none. The one before stays at hand."""
    require(by, "communities.describe_community", community)

    return _set_photo(community, None, verb="community.photo_removed", by=by)


@transaction.atomic
def restore_community_photo(*, community: Community, photo: str, by: Actor) -> Community:
    """Let the one before, if it is this one, change places with what is shown."""
    require(by, "communities.describe_community", community)

    community = Community.objects.locked(community.pk, no_key=True)
    before = community.photo_before
    if before is None or before.public_id != photo:
        return community
    return _set_photo(community, before, verb="community.photo_put_back", by=by)


@transaction.atomic
def describe_community_photo(
    *,
    community: Community,
    alt: str,
    credit: str,
    licence: str,
    focus: Focus | None,
    by: Actor,
) -> Community:
    """Say what is to be seen, whose it is and how it is cut: for whoever brought it."""
    require(by, "communities.describe_community", community)

    community = Community.objects.locked(community.pk, no_key=True)
    if community.photo is None:
        return community

    describe_photo(photo=community.photo, alt=alt, credit=credit, licence=licence, by=by)
    focus_photo(photo=community.photo, focus=focus, by=by)
    audit.record(by, "community.photo_described", community)

    community_changed.send(sender=Community, community=community)
    return community


@transaction.atomic
def _set_photo(community: Community, photo: Photo | None, *, verb: str, by: Actor) -> Community:
    """Done twice, nothing changes the second time."""
    community = Community.objects.locked(community.pk, no_key=True)
    if community.photo == photo:
        return community

    community.photo, community.photo_before = photo, community.photo
    community.save(update_fields=["photo", "photo_before"])
    audit.record(by, verb, community)

    community_changed.send(sender=Community, community=community)
    return community
