"""Photographs: what a person uploaded, cleaned, and the sizes made of it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any, ClassVar, Final, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image, ImageQuerySet
from wagtail.models import Collection

from commons.accounts.models import User
from commons.media.choices import Licence
from commons.media.rendering import AVIF, CARD, JPEG, LAST, WEBP, WIDTHS, Size
from commons.media.validators import is_file_name
from core.db.locks import LockingQuerySet
from core.ids import new_public_id
from core.values.pictures import Focus, Picture, Source

DISPLAY_SPECS: Final = {
    form: frozenset(Size(width, form).spec for width in WIDTHS) for form in (AVIF, WEBP, JPEG)
}
LIBRARY: Final = "Rédaction · Editors"  # of the editors: by its name, as Wagtail's two groups
FOCAL_POINT: Final = tuple(f"focal_point_{name}" for name in ("x", "y", "width", "height"))


@dataclass(frozen=True, slots=True)
class RenditionInfo:
    """A size of a photograph, made already; without a spec it is the photograph itself."""

    url: str
    width: int
    height: int
    spec: str = ""


def renditions_of(photo: str = "") -> models.Prefetch[str]:
    """All sizes in one read; `photo` is the way to it where rows of something else are read."""
    return models.Prefetch(
        f"{photo}__renditions" if photo else "renditions",
        queryset=Rendition.objects.order_by("width"),
        to_attr="prefetched_renditions",
    )


class PhotoQuerySet(ImageQuerySet, LockingQuerySet["Photo"]):
    def uploaded_by(self, person: User) -> Self:
        return self.filter(uploaded_by_user=person)

    def in_library(self) -> Self:
        return self.filter(collection__name=LIBRARY)

    def unrendered(self) -> Self:
        """Whose sizes are still to be made, or were given up halfway."""
        made = Rendition.objects.filter(image=models.OuterRef("pk"))
        first, last = (made.filter(filter_spec=size.spec) for size in (CARD, LAST))
        return self.filter(~models.Exists(first) | ~models.Exists(last))

    def with_renditions(self) -> Self:
        """All sizes of all photographs in one query, as pictures in templates need them."""
        return self.prefetch_related(renditions_of())


class Photo(AbstractImage, models.Model):  # Model said again: Wagtail carries no types
    """A photograph. Its `description` is the alternative text: what is to be seen."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    credit = models.CharField(_("credit"), max_length=160, blank=True)
    licence = models.CharField(
        _("licence"), max_length=24, choices=Licence, default=Licence.ALL_RIGHTS
    )

    # The key of its form: sent again after a lost network, it is the same photograph.
    brought_as = models.UUIDField(null=True, editable=False)
    parts_blurred = models.PositiveSmallIntegerField(default=0, editable=False)  # for good

    withheld = models.JSONField(null=True, editable=False)  # what a decision covers for now

    objects = PhotoQuerySet.as_manager()

    admin_form_fields = (*Image.admin_form_fields, "credit", "licence")

    class Meta(AbstractImage.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        permissions: ClassVar = [("choose_image", "Can choose a photo")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("uploaded_by_user", "brought_as"), name="one_photo_per_key"
            )
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def picture(self) -> Picture:
        """In all sizes that exist by now, the better formats first. One read, or none after
        `with_renditions()`."""
        made = getattr(self, "prefetched_renditions", None)
        if made is None:
            made = self.prefetched_renditions = list(self.renditions.order_by("width"))
        return self.picture_in(
            RenditionInfo(one.file.url, one.width, one.height, one.filter_spec) for one in made
        )

    def picture_in(self, sizes: Iterable[RenditionInfo]) -> Picture:
        """Of sizes that another read told, from the narrowest to the widest."""
        whole = RenditionInfo(self.file.url, self.width, self.height)
        licence = Licence(self.licence)
        return replace(
            picture_in_sizes(whole, sizes),
            alt=self.description,
            credit=self.credit,
            licence=licence.short,
            licence_url=licence.url,
            focus=self.focus,
        )

    @property
    def words(self) -> dict[str, Any]:
        """What is said about it, as its form asks for it."""
        fields = {"alt": self.description, "credit": self.credit, "licence": self.licence}
        return fields | {"focus": self.focus}

    @property
    def has_file_name_as_alt(self) -> bool:
        return is_file_name(self.description)

    @property
    def focus(self) -> Focus | None:
        """What must stay in view, if anybody said so."""
        return focus_in((self.focal_point_x, self.focal_point_y), (self.width, self.height))

    def focus_on(self, focus: Focus | None) -> None:
        """In pixels, as Wagtail keeps it."""
        point: tuple[int | None, ...] = (None,) * len(FOCAL_POINT)
        if focus:
            point = (focus.x * self.width // 100, focus.y * self.height // 100, 1, 1)
        for name, value in zip(FOCAL_POINT, point, strict=True):
            setattr(self, name, value)

    def get_upload_to(self, filename: str) -> str:
        """A name that nobody guesses and that tells nothing about the uploaded one."""
        token = secrets.token_hex(16)
        return f"photos/{token[:2]}/{token}{PurePath(filename).suffix.lower()}"


class Rendition(AbstractRendition, models.Model):
    """One size in one format of a photograph."""

    image = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="renditions")

    class Meta(AbstractRendition.Meta):
        unique_together: ClassVar = [("image", "filter_spec", "focal_point_key")]

    def __str__(self) -> str:
        return f"{self.image_id} {self.filter_spec}"

    def get_upload_to(self, filename: str) -> str:
        """Beside the photograph."""
        return str(PurePath(self.image.file.name).with_name(filename))


def library() -> Collection:
    """Where photographs of the editors lie, apart from those of hosts (docs/adr/0044).

    Where it was renamed they lie among the hosts', out of reach of the groups.
    """
    found: Collection | None = Collection.objects.filter(name=LIBRARY).first()
    return found or Collection.get_first_root_node()


def focus_in(point: tuple[int | None, int | None], sides: tuple[int, int]) -> Focus | None:
    """Of pixels, hundredths."""
    (across, down), (width, height) = point, sides
    if across is None or down is None:
        return None
    return Focus(min(100, round(100 * across / width)), min(100, round(100 * down / height)))


def picture_in_sizes(whole: RenditionInfo, sizes: Iterable[RenditionInfo]) -> Picture:
    """Without a word yet. Of sizes from the narrowest to the widest; the better formats first."""
    made = list(sizes)
    sets = {
        form: [one for one in made if one.spec in specs] for form, specs in DISPLAY_SPECS.items()
    }
    shown = sets[JPEG][-1] if sets[JPEG] else whole
    return Picture(
        url=shown.url,
        width=shown.width,
        height=shown.height,
        sources=tuple(
            Source(form.mime, ", ".join(f"{one.url} {one.width}w" for one in made))
            for form, made in sets.items()
            if made
        ),
        card=next((one.url for one in made if one.spec == CARD.spec), ""),
    )
