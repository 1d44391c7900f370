"""What each kind of block asks for, and how files come into it."""

from __future__ import annotations

import re
from typing import Any, ClassVar, Final

from django import forms
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from commons.geography.forms import LocalityField
from commons.media.forms import PhotosForm, WholePhotoForm
from commons.media.rendering import Region
from core.files.gpx import TRIM_METRES
from core.ids import ALPHABET, LENGTH
from hosting.offers.models.offers import Offer
from travel_stories.collaboration.forms import EditForm
from travel_stories.stories.choices import BlockKind
from travel_stories.stories.models.blocks import Block

SOUNDS: Final = ".mp3,.m4a,.ogg,.oga,.opus,audio/mpeg,audio/mp4,audio/ogg"
NAMED: Final = re.compile(rf"[{ALPHABET}]{{{LENGTH}}}(?=/?(?:[?#].*)?$)")


class ProseInput(forms.Textarea):
    """A text with paragraphs; where scripts run it becomes an editor."""

    template_name = "stories/widgets/prose_input.html"


class OfferField(forms.CharField):
    """The address of an offer, as one copies it from its page."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "unknown": _("We can’t find an offer at this link. Copy the link from the offer’s page."),
    }

    def prepare_value(self, value: Any) -> Any:
        return value.get_absolute_url() if isinstance(value, Offer) else value

    def clean(self, value: Any) -> Offer | None:
        text = super().clean(value)
        if not text:
            return None
        named = NAMED.search(text.strip())
        found = Offer.objects.public().filter(public_id=named[0]).first() if named else None
        if found is None:
            raise forms.ValidationError(self.error_messages["unknown"], code="unknown")
        return found


class BlockForm(EditForm, forms.ModelForm[Block]):
    """Each kind asks for what it needs and for nothing else."""

    text = forms.CharField(
        label=_("Text"), required=False, strip=False, widget=ProseInput(attrs={"rows": 12})
    )
    locality = LocalityField(
        label=_("Town, village or city"),
        error_messages={"required": _("Enter the town, village or city.")},
    )
    address = OfferField(
        label=_("Link to the offer"),
        max_length=500,
        help_text=_("Copy it from the offer’s page."),
        error_messages={"required": _("Paste the link to the offer.")},
    )
    gpx = forms.FileField(
        label=_("GPX file"),
        help_text=_("From your GPS device or mapping app, up to 20 MB and 200,000 points."),
        widget=forms.FileInput(attrs={"accept": ".gpx,application/gpx+xml"}),
        error_messages={"required": _("Choose a GPX file.")},
    )
    away = forms.BooleanField(
        label=_("Leave out the first and last 500 metres"),
        required=False,
        initial=True,
        help_text=_("So that no one can see which home the route starts from."),
    )
    file = forms.FileField(
        label=_("Recording"),
        help_text=_(
            "MP3, M4A, Ogg or Opus, up to 28 MB. We remove any personal data stored in the file."
        ),
        widget=forms.FileInput(attrs={"accept": SOUNDS}),
        error_messages={"required": _("Choose a recording.")},
    )

    class Meta:
        model = Block
        fields = ("title", "text", "said_by", "locality", "transcript")
        widgets: ClassVar = {"transcript": forms.Textarea(attrs={"rows": 5})}
        error_messages: ClassVar[dict[str, Any]] = {
            "transcript": {
                "required": _("Write down what can be heard, for people who can’t hear it.")
            },
        }

    ASKED: ClassVar[dict[str, tuple[str, ...]]] = {
        BlockKind.TEXT: ("title", "text"),
        BlockKind.PHOTO: (),
        BlockKind.GALLERY: ("title",),
        BlockKind.QUOTE: ("text", "said_by"),
        BlockKind.PLACE: ("locality", "title", "text"),
        BlockKind.ROUTE: ("title", "gpx", "away", "text"),
        BlockKind.OFFER: ("address", "text"),
        BlockKind.ADVICE: ("title", "text"),
        BlockKind.SOUND: ("title", "file", "transcript", "text"),
    }
    LABELS: ClassVar[dict[str, Any]] = {
        BlockKind.QUOTE: _("Quoted words"),
        BlockKind.PLACE: _("What’s at this place"),
        BlockKind.ROUTE: _("What you come across on the way"),
        BlockKind.OFFER: _("Your experience of this offer"),
        BlockKind.ADVICE: _("Your advice"),
        BlockKind.SOUND: _("Where and when you recorded the sound"),
    }

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = BlockKind(kind)
        for name in self.fields.keys() - {*self.ASKED[self.kind], "key", "based_on"}:
            del self.fields[name]
        self.order_fields(self.ASKED[self.kind])
        if self.kind in self.LABELS:
            self.fields["text"].label = self.LABELS[self.kind]
        if self.kind == BlockKind.SOUND:
            self.fields["transcript"].required = True
        if self.kind == BlockKind.PLACE:
            self.fields["title"].help_text = _("For example, the old mill. Never a home address.")
        if self.instance.pk is not None:
            self._keep(self.instance)

    def _keep(self, block: Block) -> None:
        """What is there already needn't be brought again."""
        self.initial["based_on"] = block.version
        self.initial["address"] = block.offer
        for name, kept in (("gpx", block.track_id), ("file", block.sound_id)):
            if name in self.fields and kept:
                self.fields[name].required = False

    def words(self) -> dict[str, Any]:
        """For the action; files go through actions of their own first."""
        words = super().words()
        for name in ("gpx", "away", "file"):
            words.pop(name, None)
        if "address" in words:
            words["offer"] = words.pop("address")
        return words | {"kind": self.kind}

    @property
    def gpx_file(self) -> File[bytes] | None:
        return self.cleaned_data.get("gpx")

    @property
    def sound_file(self) -> File[bytes] | None:
        return self.cleaned_data.get("file")

    @property
    def trim_metres(self) -> float:
        return TRIM_METRES if self.cleaned_data.get("away") else 0.0


class StoryPhotosForm(EditForm, PhotosForm):
    """Photographs for a block. They are based on nothing: many may come at once."""


class PictureForm(EditForm, WholePhotoForm):
    """What is said about a photograph in a story."""

    caption = forms.CharField(
        label=_("Caption"),
        max_length=300,
        required=False,
        help_text=_("Shown below the photo."),
    )

    field_order = ("focus", "alt", "caption", "credit", "licence")

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not own:
            del self.fields["focus"]


class BlurForm(forms.Form):
    """Which part of a photograph, in hundredths, so that it can be said without a pointer."""

    SHAPES = (("round", _("Ellipse")), ("square", _("Rectangle")))

    shape = forms.ChoiceField(label=_("Shape"), choices=SHAPES, widget=forms.RadioSelect)
    left = forms.IntegerField(label=_("Distance from the left edge (%)"), min_value=0, max_value=99)
    top = forms.IntegerField(label=_("Distance from the top edge (%)"), min_value=0, max_value=99)
    width = forms.IntegerField(label=_("Width (%)"), min_value=1, max_value=100)
    height = forms.IntegerField(label=_("Height (%)"), min_value=1, max_value=100)
    sure = forms.BooleanField(
        label=_("Blur this part permanently"),
        help_text=_("No sharp copy is kept, here or anywhere else this photo is shown."),
        error_messages={"required": _("Tick the box to confirm: a blur can’t be undone.")},
    )

    @property
    def region(self) -> Region:
        data = self.cleaned_data
        edges = (data["left"], data["top"], data["width"], data["height"])
        return Region(*edges, is_round=data["shape"] == "round")


class MoveBlockForm(EditForm):
    """Where a block goes: a chapter, and behind which other block."""

    chapter = forms.CharField(max_length=LENGTH)
    after = forms.CharField(required=False, max_length=LENGTH)


class MoveChapterForm(EditForm):
    after = forms.CharField(required=False, max_length=LENGTH)
