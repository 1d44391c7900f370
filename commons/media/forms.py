"""How photographs come in: from a host on the site, from an editor in the admin."""

import re
from typing import Any, ClassVar
from uuid import uuid4

from django import forms
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.images.forms import BaseImageForm

from commons.media.choices import UPLOAD_LICENCES, Licence
from commons.media.cleaning.isolation import sanitize_in_subprocess
from commons.media.cleaning.limits import HEAVIEST, MIB
from commons.media.errors import NotAPhotographError, PhotographTooHeavyError
from commons.media.models import FOCAL_POINT, Photo, library
from commons.media.tasks import render_photo
from commons.outbox import actions as outbox
from core.errors import DomainError
from core.ids import ALPHABET, LENGTH
from core.values.pictures import MIDDLE, Focus

ACCEPTED = "image/jpeg,image/png,image/webp,image/avif,image/heic,image/heif"
FILE_HELP = _("JPEG, PNG, WebP, AVIF or HEIC, up to 20 MB and 40 megapixels.")
ALT_LABEL = _("Photo description")
ALT_HELP = _(
    "For people who can’t see the photo: who or what is in it, doing "
    "what, and where. For example: “A woman takes bread out of a "
    "stone oven in a low room.”"
)
PLACES = {
    Focus(16, 16): pgettext_lazy("of a picture", "Top left"),
    Focus(50, 16): pgettext_lazy("of a picture", "Top"),
    Focus(84, 16): pgettext_lazy("of a picture", "Top right"),
    Focus(16, 50): pgettext_lazy("of a picture", "Left"),
    MIDDLE: pgettext_lazy("of a picture", "Middle"),
    Focus(84, 50): pgettext_lazy("of a picture", "Right"),
    Focus(16, 84): pgettext_lazy("of a picture", "Bottom left"),
    Focus(50, 84): pgettext_lazy("of a picture", "Bottom"),
    Focus(84, 84): pgettext_lazy("of a picture", "Bottom right"),
}


class FocusInput(forms.RadioSelect):
    """Nine places, and the one it has; where scripts run a press on the picture says it exactly."""

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list[Any]:
        known = {one for one, _word in self.choices}
        own = [
            (one, pgettext_lazy("of a picture", "Current position"))
            for one in value
            if one and one not in known
        ]
        self.choices = [*self.choices, *own]
        return super().optgroups(name, value, attrs)


class FocusField(forms.CharField):
    """`35,62`: hundredths from the left edge and from the top."""

    widget = FocusInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _("Choose a point in the photo."),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Part to keep in view when the photo is cropped"))
        super().__init__(required=False, **options)
        self.widget.choices = [(self.prepare_value(one), word) for one, word in PLACES.items()]

    def prepare_value(self, value: Any) -> Any:
        return f"{value.x},{value.y}" if isinstance(value, Focus) else value

    def clean(self, value: Any) -> Focus | None:
        text = super().clean(value)
        if not text:
            return None
        figures = re.fullmatch(r"(\d{1,3}),(\d{1,3})", text, re.ASCII)
        if figures is None or max(found := [int(one) for one in figures.groups()]) > 100:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return Focus(*found)


class PhotoWordsForm(forms.Form):
    """What is said about a photograph."""

    alt = forms.CharField(
        label=ALT_LABEL,
        help_text=ALT_HELP,
        max_length=255,
        error_messages={"required": _("Describe the photo for people who can’t see it.")},
    )
    credit = forms.CharField(label=_("Photographer"), max_length=160, required=False)
    licence = forms.ChoiceField(
        label=_("How others may use this photo"), choices=Licence, initial=Licence.ALL_RIGHTS
    )


class PhotoForm(PhotoWordsForm):
    """One photograph and what is said about it, at once."""

    file = forms.FileField(
        label=_("Photo"),
        help_text=FILE_HELP,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": _("Choose a photo.")},
    )

    field_order: tuple[str, ...] = ("file", "alt", "credit", "licence")


class WholePhotoForm(PhotoWordsForm):
    """The same, and what must not be cut away."""

    focus = FocusField()

    field_order: tuple[str, ...] = ("focus", "alt", "credit", "licence")


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files at once, as a list."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[File[bytes]]:
        files = data if isinstance(data, list) else [data]
        return [super(ManyFilesField, self).clean(one, initial) for one in files]


class PhotosForm(forms.Form):
    """One photograph or many. What is to be seen on them can be said afterwards."""

    key = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)
    photos = ManyFilesField(
        label=_("Photos"),
        help_text=FILE_HELP,
        widget=ManyFilesInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": _("Choose at least one photo.")},
    )
    licence = forms.ChoiceField(
        label=_("How others may use these photos"),
        help_text=_(
            "This choice applies to all the photos you upload now. You can "
            "change it for each photo later."
        ),
        choices=UPLOAD_LICENCES,
        initial=Licence.ALL_RIGHTS,
        required=False,
    )

    def __init__(self, *args: Any, one: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if one:
            self.fields["photos"].label = _("Photo")
            self.fields["photos"].widget.allow_multiple_selected = False
            self.fields["photos"].widget.attrs.pop("multiple", None)
            self.fields["licence"].label = _("How others may use this photo")
            self.fields["licence"].help_text = ""

    def clean_licence(self) -> str:
        """Who says nothing gives nothing away."""
        return self.cleaned_data["licence"] or Licence.ALL_RIGHTS


class PhotoPlaceForm(forms.Form):
    """Behind which other photograph; behind none it comes first."""

    after = forms.RegexField(rf"^[{ALPHABET}]{{{LENGTH}}}$", required=False)


class CleanedPhotoField(forms.FileField):
    """Its value holds pixels only; the upload itself goes no further.

    Wagtail's page for uploads in bulk reads the limit and two of its messages.
    """

    max_upload_size = HEAVIEST

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.error_messages |= {
            "file_too_large_unknown_size": str(PhotographTooHeavyError(limit=HEAVIEST // MIB)),
            "invalid_image_extension": str(NotAPhotographError()),
        }

    def to_python(self, data: File[Any] | None) -> File[Any] | None:
        file = super().to_python(data)
        if file is None:
            return None
        try:
            picture = sanitize_in_subprocess(file)
        except DomainError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return ContentFile(picture.content, name=f"photo.{picture.extension}")


class EditorPhotoForm(BaseImageForm):
    """Wagtail's form, through which no upload passes uncleaned.

    An upload in bulk comes without words: Wagtail asks for them afterwards, and would keep the
    original aside until then if the form asked now.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.in_bulk = self.is_bound and self.add_prefix("description") not in self.data
        if file := self.fields.get("file"):
            self.fields["file"] = CleanedPhotoField(
                label=file.label, help_text=FILE_HELP, required=file.required, widget=file.widget
            )
        if description := self.fields.get("description"):
            description.label, description.help_text = ALT_LABEL, ALT_HELP
            description.required = not self.in_bulk
        if licence := self.fields.get("licence"):
            licence.required = not self.in_bulk

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        if self.in_bulk and self.errors and "file" not in self.errors:
            self.add_error("file", next(iter(self.errors.values())))  # or the original is kept
        return data

    def save(self, commit: bool = True) -> Photo:
        changed = set(self.changed_data)
        if "file" in changed and not changed & set(FOCAL_POINT):
            self.instance.focus_on(None)  # it was a place in another picture
        if self.instance.pk is None and self.instance.collection.is_root():
            self.instance.collection = library()  # Wagtail proposes the root to superusers
        photo: Photo = super().save(commit=commit)
        if commit and changed & {"file", *FOCAL_POINT}:
            outbox.enqueue(render_photo, photo_id=photo.pk)
        return photo
