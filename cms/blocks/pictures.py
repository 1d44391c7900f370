"""Photographs, alone, side by side, or beside a voice."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ListBlock,
    PageChooserBlock,
    StructBlock,
    StructValue,
    TextBlock,
)
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock


class DescribedPhotoBlock(ImageChooserBlock):
    """Who can't see it must be told what is to be seen: the words are the photograph's own."""

    def clean(self, value: Any) -> Any:
        photo = super().clean(value)
        if photo is not None and not photo.description.strip():
            raise ValidationError(
                _(
                    "This photo has no description for people who can’t see it. Open "
                    "it under Images, describe what it shows, then come back."
                )
            )
        return photo


class WithPhotoBlock(StructBlock):
    """Previews show the newest photograph of the editors, as soon as they have one."""

    def get_preview_value(self) -> StructValue:
        newest = get_image_model().objects.in_library().order_by("-pk").first()
        return self.normalize({**self.meta.preview_value, "photo": newest})


class PhotoBlock(WithPhotoBlock):
    """The alternative text is the photograph's own."""

    photo = DescribedPhotoBlock(label=_("Photo"))
    caption = CharBlock(label=_("Caption"), required=False, max_length=160)

    class Meta:
        icon = "image"
        template = "blocks/photo.html"
        label = _("Photo")
        description = _("One photo, with its caption and credit.")
        preview_value = {"caption": _("The river, from the bank.")}  # noqa: RUF012 - Wagtail's


class GalleryBlock(StructBlock):
    title = CharBlock(label=_("What these photos show"), max_length=120)
    photos = ListBlock(PhotoBlock(), label=_("Photos"), min_num=2, max_num=12)

    class Meta:
        icon = "grip"
        template = "blocks/gallery.html"
        label = _("Gallery")
        description = _("Two to twelve photos side by side.")

    def get_preview_value(self) -> StructValue:
        newest = get_image_model().objects.in_library().order_by("-pk")[:3]
        photos = [{"photo": photo, "caption": ""} for photo in newest]
        return self.normalize({"title": _("Along the river"), "photos": photos})


class PortraitBlock(WithPhotoBlock):
    """Somebody and what they do: the photograph on one side, the voice on the other."""

    photo = DescribedPhotoBlock(label=_("Photo"))
    caption = CharBlock(label=_("Caption"), required=False, max_length=160)
    title = CharBlock(label=_("Title"), max_length=120)
    words = TextBlock(label=_("Quoted words"), max_length=1200)
    who = CharBlock(label=_("Person quoted"), max_length=120)
    line = CharBlock(label=_("What the person does, and where"), required=False, max_length=160)
    text = TextBlock(label=_("Editors’ text"), required=False, max_length=1200)
    page = PageChooserBlock(label=_("Page to link to"), required=False)

    class Meta:
        icon = "user"
        template = "blocks/portrait.html"
        label = _("Portrait")
        description = _("A photo beside someone’s own words, across the full width.")
        preview_value = {  # noqa: RUF012 - Wagtail's
            "title": _("Nine generations under the vine"),
            "words": _("My cellars are dug into the hill. I make wine from my own grapes only."),
            "who": "Nicolas",
            "line": "Vouvray",
            "text": _("You come in from the street and leave through the rock."),
        }
