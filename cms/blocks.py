"""What a told page is made of: a handful of blocks, none of which reaches the database schema."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
    URLBlock,
)
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock

WORDS = ["bold", "italic", "link", "ol", "ul"]


class HeadingBlock(CharBlock):
    class Meta:
        icon = "title"
        template = "cms/blocks/heading.html"
        label = _("Heading")


class WordsBlock(RichTextBlock):
    class Meta:
        icon = "pilcrow"
        template = "cms/blocks/words.html"
        label = _("Text")


class PhotoBlock(StructBlock):
    """The alternative text is the photograph's own."""

    photo = ImageChooserBlock(label=_("Photograph"))
    caption = CharBlock(label=_("Caption"), required=False, max_length=160)

    class Meta:
        icon = "image"
        template = "cms/blocks/photo.html"
        label = _("Photograph")


class VoiceBlock(StructBlock):
    """Somebody's own words."""

    words = TextBlock(label=_("Words"))
    who = CharBlock(label=_("Who"), max_length=120)
    line = CharBlock(label=_("What the person does, where"), required=False, max_length=160)

    class Meta:
        icon = "openquote"
        template = "cms/blocks/voice.html"
        label = _("Voice")


class AdviceBlock(StructBlock):
    """What one had better know before coming."""

    title = CharBlock(label=_("Title"), max_length=120)
    words = TextBlock(label=_("Advice"))
    url = URLBlock(label=_("Further reading"), required=False)

    class Meta:
        icon = "help"
        template = "cms/blocks/advice.html"
        label = _("Advice")


class StepBlock(StructBlock):
    """One perch on the wire that explains how things go here."""

    title = CharBlock(label=_("Title"), max_length=80)
    text = CharBlock(label=_("In one sentence"), max_length=200)

    class Meta:
        icon = "arrow-right"
        label = _("Step")


class StoryBlocks(StreamBlock):
    heading = HeadingBlock()
    words = WordsBlock(features=WORDS)
    photo = PhotoBlock()
    voice = VoiceBlock()
    advice = AdviceBlock()


class StepBlocks(StreamBlock):
    step = StepBlock()


class BlocksField(StreamField):
    """A StreamField whose blocks stay out of migrations: a block more is no change of schema."""

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs
