"""The page of a destination as its coordinators write it on the site: words, and no layout."""

from __future__ import annotations

import re
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.blocks.words import LONGEST
from cms.pages.models import DestinationPage
from cms.pages.models.destination_words import DestinationWords
from core.text.rich_text import plain_text

TEXT: Final = "text-"  # before the id of a block
# Paragraphs alone: whatever else stands in a text, an editor put it there by hand.
PLAIN: Final = re.compile(r"(?:</?p(?: [^<>]*)?>|<br ?/?>|[^<>])*+")


class DestinationForm(forms.Form):
    """A field for each text that holds nothing but paragraphs; an empty line begins a new one."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    lead = forms.CharField(
        label=_("Description in two sentences"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Describe the place in two sentences.")},
    )
    added = forms.CharField(
        label=_("Text to add at the end"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    without_car = forms.CharField(
        label=_("How to get there without a car"),
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, draft: DestinationPage, **options: Any) -> None:
        """`draft` is the newest one of the page."""
        written = {"lead": draft.lead, "without_car": draft.without_car}
        options["initial"] = written | {"seen": draft.latest_revision_id}
        super().__init__(*args, **options)
        self.formatted = 0  # texts with links or lists, which stay as they are
        for block in draft.body:
            if block.block_type != "words":
                continue
            if not PLAIN.fullmatch(block.value.source):
                self.formatted += 1
                continue
            self.fields[f"{TEXT}{block.id}"] = forms.CharField(
                label=_("Text"),
                max_length=LONGEST,
                initial=as_paragraphs(block.value.source),
                widget=forms.Textarea(attrs={"rows": 8}),
            )
        texts = [name for name in self.fields if name.startswith(TEXT)]
        self.order_fields(["seen", "lead", *texts, "added", "without_car"])

    def as_words(self) -> dict[str, Any]:
        """What `submit_destination` takes."""
        data = self.cleaned_data
        texts = {
            name.removeprefix(TEXT): text for name, text in data.items() if name.startswith(TEXT)
        }
        words = DestinationWords(data["lead"], data["without_car"], texts, data["added"])
        return {"words": words, "seen": data["seen"]}


def as_paragraphs(html: str) -> str:
    """The words alone, with an empty line between paragraphs."""
    return "\n\n".join(plain_text(html).splitlines())
