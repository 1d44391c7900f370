"""Public data and lists that everything else points to."""

from __future__ import annotations

from io import StringIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.management import call_command

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.geography.models import Locality
from commons.media.actions import add_photo
from commons.media.choices import Licence
from commons.media.models import Photo
from core.permissions import SYSTEM
from demo.loading.world import Tick, World
from demo.loading.written import (
    DATA,
    communities,
    offers,
    photographs,
    phrases,
    story_places,
)
from demo.records import Good, Hint, Lodging, Visit, read_records
from hosting.communities.actions.terms import add_missing_terms
from hosting.communities.models.terms import Cause, Interest, Need

SMALL_PHOTOS = {
    "chambord",
    "chenonceau",
    "brume",
    "coquelicots",
    "ruisseau",
    "pain",
    "table",
    "servi",
}


def load_terms(world: World, tick: Tick) -> None:
    """Causes, interests and needs, as on a new site."""
    count = add_missing_terms()
    world.causes |= {row.slug: row for row in Cause.objects.all()}
    world.interests |= {row.slug: row for row in Interest.objects.all()}
    world.needs |= {row.slug: row for row in Need.objects.all()}
    tick(count)


def load_photos(world: World, tick: Tick) -> None:
    """Each photograph once a language, since its alternative text is in one."""
    for language in ("fr", "en"):
        for entry in photographs():
            if language not in entry["languages"]:
                continue
            if world.small and entry["name"] not in SMALL_PHOTOS:
                continue
            photo = _brought(entry, language, SYSTEM)
            world.photos[language, entry["name"]] = photo
            world.captions[language, entry["name"]] = entry["caption"][language]
            tick(1)


def copy_of(name: str, *, language: str, by: User) -> Photo:
    """One's own copy: what is told shows what its authors brought."""
    entry = next(one for one in photographs() if one["name"] == name)
    return _brought(entry, language, by)


def _brought(entry: dict[str, Any], language: str, by: Actor) -> Photo:
    path = DATA / "photos" / entry["file"]
    return add_photo(
        file=ContentFile(path.read_bytes(), name=path.name),
        title=entry["name"],
        alt=entry["alt"][language],
        credit=entry["credit"],
        licence=Licence(entry["licence"]),
        by=by,
    )


def load_localities(world: World, tick: Tick) -> None:
    """All communes and cities, unless they are here; remembered are those we speak of."""
    if not Locality.objects.exists():
        call_command("load_geography", verbosity=0, stdout=StringIO())
    tick(1)
    # The communes of every record, of the stations and of the communities.
    files = DATA / "prepared"
    codes = {
        f"fr:{record.insee}"
        for record in (
            *read_records(files / "touraine_stays.jsonl", Lodging),
            *read_records(files / "touraine_activities.jsonl", Visit),
            *read_records(files / "touraine_products.jsonl", Good),
            *read_records(files / "touraine_tips.jsonl", Hint),
        )
    }
    codes |= {f"fr:{insee}" for _name, insee in phrases()["stations"]}
    codes |= {f"fr:{one['where']}" for one in offers() if isinstance(one["where"], str)}
    codes |= {text.locality for text in communities()}
    codes |= story_places()
    world.localities = {row.code: row for row in Locality.objects.filter(code__in=codes)}
