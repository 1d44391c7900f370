"""Which blocks a page may hold, and the field that keeps them."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField

from cms.blocks.dynamic import FiguresBlock, OffersBlock, PeopleBlock, StoriesBlock
from cms.blocks.pictures import GalleryBlock, PhotoBlock, PortraitBlock
from cms.blocks.places import MapBlock, PlaceBlock, WithoutCarBlock
from cms.blocks.sounds import SoundBlock
from cms.blocks.words import FEATURES, AdviceBlock, HeadingBlock, StepBlock, VoiceBlock, WordsBlock

WIDE: Final = frozenset({"portrait", "offers", "stories", "people", "figures"})
"""Those that take the whole width of a page, as sections of their own."""

TEXT_GROUP, MEDIA_GROUP, DYNAMIC_GROUP = (
    _("Text and quotes"),
    _("Pictures and places"),
    _("Automatic content"),
)


class StoryBlocks(StreamBlock):
    heading = HeadingBlock(group=TEXT_GROUP)
    words = WordsBlock(features=FEATURES, group=TEXT_GROUP)
    voice = VoiceBlock(group=TEXT_GROUP)
    advice = AdviceBlock(group=TEXT_GROUP)
    portrait = PortraitBlock(group=MEDIA_GROUP)
    photo = PhotoBlock(group=MEDIA_GROUP)
    gallery = GalleryBlock(group=MEDIA_GROUP)
    sound = SoundBlock(group=MEDIA_GROUP)
    place = PlaceBlock(group=MEDIA_GROUP)
    map = MapBlock(group=MEDIA_GROUP)
    without_car = WithoutCarBlock(group=MEDIA_GROUP)
    offers = OffersBlock(group=DYNAMIC_GROUP)
    stories = StoriesBlock(group=DYNAMIC_GROUP)
    people = PeopleBlock(group=DYNAMIC_GROUP)
    figures = FiguresBlock(group=DYNAMIC_GROUP)


class StepBlocks(StreamBlock):
    step = StepBlock()


class BlocksField(StreamField):
    """A StreamField whose blocks stay out of migrations: a block more is no change of schema."""

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, "cms.blocks.streams.BlocksField", [[]], kwargs
