"""How photographs come in: from a host on the site, from an editor in the admin."""

from typing import Any

from django import forms
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm

from commons.accounts.actions import outbox
from commons.media.cleaning import clean
from commons.media.enums import Licence
from commons.media.models import Photo
from commons.media.tasks import render_photo
from commons.media.validators import validate_photo
from core.errors import DomainError

ACCEPTED = "image/jpeg,image/png,image/webp,image/avif,image/heic,image/heif"
FILE_HELP = _("JPEG, PNG, WebP, AVIF or HEIC, 20 MiB and 40 megapixels at most.")
ALT_LABEL = _("What is to be seen")
ALT_HELP = _("One sentence for those who can’t see the picture.")


class PhotoWordsForm(forms.Form):
    """What is said about a photograph."""

    alt = forms.CharField(label=ALT_LABEL, help_text=ALT_HELP, max_length=255)
    credit = forms.CharField(label=_("Who took it"), max_length=160, required=False)
    licence = forms.ChoiceField(
        label=_("How others may use it"), choices=Licence, initial=Licence.CC_BY_SA
    )


class PhotoForm(PhotoWordsForm):
    """A photograph and what is said about it."""

    file = forms.FileField(
        label=_("Photograph"),
        help_text=FILE_HELP,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        validators=[validate_photo],
    )

    field_order = ("file", "alt", "credit", "licence")


class CleanedPhotoField(forms.FileField):
    """Its value holds pixels only; the upload itself goes no further."""

    def to_python(self, data: File[Any] | None) -> File[Any] | None:
        file = super().to_python(data)
        if file is None:
            return None
        try:
            picture = clean(file)
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
        photo: Photo = super().save(commit=commit)
        if commit and "file" in self.changed_data:
            outbox.post(render_photo, photo_id=photo.pk)
        return photo
