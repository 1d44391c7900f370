"""Which blocks a page may hold, and the field that keeps them."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField

from cms.blocks.living import FiguresBlock, OffersBlock, PeopleBlock, StoriesBlock
from cms.blocks.pictures import GalleryBlock, PhotoBlock, PortraitBlock
from cms.blocks.places import MapBlock, PlaceBlock, WithoutCarBlock
from cms.blocks.sounds import SoundBlock
from cms.blocks.words import FEATURES, AdviceBlock, HeadingBlock, StepBlock, VoiceBlock, WordsBlock

WIDE: Final = frozenset({"portrait", "offers", "stories", "people", "figures"})
"""Those that take the whole width of a page, as sections of their own."""

TOLD, SHOWN, LIVING = _("Texts and voices"), _("Pictures and places"), _("What changes by itself")


class StoryBlocks(StreamBlock):
    heading = HeadingBlock(group=TOLD)
    words = WordsBlock(features=FEATURES, group=TOLD)
    voice = VoiceBlock(group=TOLD)
    advice = AdviceBlock(group=TOLD)
    portrait = PortraitBlock(group=SHOWN)
    photo = PhotoBlock(group=SHOWN)
    gallery = GalleryBlock(group=SHOWN)
    sound = SoundBlock(group=SHOWN)
    place = PlaceBlock(group=SHOWN)
    map = MapBlock(group=SHOWN)
    without_car = WithoutCarBlock(group=SHOWN)
    offers = OffersBlock(group=LIVING)
    stories = StoriesBlock(group=LIVING)
    people = PeopleBlock(group=LIVING)
    figures = FiguresBlock(group=LIVING)


class StepBlocks(StreamBlock):
    step = StepBlock()


class BlocksField(StreamField):
    """A StreamField whose blocks stay out of migrations: a block more is no change of schema."""

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, "cms.blocks.BlocksField", [[]], kwargs
