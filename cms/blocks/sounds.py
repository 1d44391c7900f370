"""What is listened to."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock
from wagtail.snippets.blocks import SnippetChooserBlock


class SoundBlock(StructBlock):
    """The words for those who can't hear it belong to the recording."""

    recording = SnippetChooserBlock("recordings.Recording", label=_("Recording"))
    caption = CharBlock(label=_("Caption"), required=False, max_length=160)

    class Meta:
        icon = "media"
        template = "blocks/sound.html"
        label = _("Sound")
        description = _("A recording, with a transcript below.")
        preview_value: ClassVar = {"caption": _("The weir, in the morning.")}
