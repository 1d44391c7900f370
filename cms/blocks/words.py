"""What somebody writes: headings, text, a voice, advice."""

from __future__ import annotations

from typing import ClassVar, Final

from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, RichTextBlock, StructBlock, TextBlock, URLBlock
from wagtail.rich_text import RichText

FEATURES: Final = ["bold", "italic", "link", "ol", "ul"]
LONGEST: Final = 20_000  # signs of one text: about ten pages of a book


class HeadingBlock(CharBlock):
    class Meta:
        icon = "title"
        template = "blocks/heading.html"
        label = _("Heading")
        description = _("Starts a new section of the page.")
        preview_value = _("In the willow fields")


class WordsBlock(RichTextBlock):
    """A book that somebody pastes is refused in words, and stays in the field."""

    class Meta:
        icon = "pilcrow"
        template = "blocks/words.html"
        label = _("Text")
        description = _("Paragraphs, lists and links.")
        preview_value = "<p>Les troglodytes ont été creusés pour la pierre, puis habités.</p>"

    def clean(self, value: RichText) -> RichText:
        cleaned: RichText = super().clean(value)
        signs = len(strip_tags(cleaned.source))
        if signs > LONGEST:
            raise ValidationError(
                _(
                    "This text has %(signs)d characters. The limit is %(longest)d. "
                    "Split it into several texts with headings, or into several "
                    "pages."
                ),
                params={"signs": signs, "longest": LONGEST},
            )
        return cleaned


class VoiceBlock(StructBlock):
    """Somebody's own words."""

    words = TextBlock(label=_("Quoted words"), max_length=1200)
    who = CharBlock(label=_("Person quoted"), max_length=120)
    line = CharBlock(label=_("What the person does, and where"), required=False, max_length=160)

    class Meta:
        icon = "openquote"
        template = "blocks/voice.html"
        label = _("Quote")
        description = _("What a local person says, in their own words.")
        preview_value: ClassVar = {
            "words": _("I show the river to people who can keep quiet for a while."),
            "who": "Bruno",
            "line": "Les Voisins du Cher",
        }


class AdviceBlock(StructBlock):
    """What one had better know before coming."""

    title = CharBlock(label=_("Title"), max_length=120)
    words = TextBlock(label=_("Advice"), max_length=1200)
    url = URLBlock(label=_("Further reading"), required=False)

    class Meta:
        icon = "help"
        template = "blocks/advice.html"
        label = _("Advice")
        description = _("What to know before coming.")
        preview_value: ClassVar = {
            "title": _("What’s missing"),
            "words": _("Few buses on Sundays. Tell your hosts what you need."),
            "url": "",
        }


class StepBlock(StructBlock):
    """One step of the list that explains how things go here."""

    title = CharBlock(label=_("Title"), max_length=80)
    text = CharBlock(label=_("Description in one sentence"), max_length=200)

    class Meta:
        icon = "arrow-right"
        label = _("Step")
        template = "blocks/step.html"
        description = _("A step in the list that explains how things work here.")
        preview_value: ClassVar = {
            "title": _("You write to the host"),
            "text": _("Your dates, who you are and, if you like, what brings you here."),
        }
