"""A photograph of an offer: the picture, what is to be seen, and what the host says of it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.media.forms import PhotoForm, PhotoWordsForm
from hosting.validators import validate_no_contacts


class OfferPhotoWordsForm(PhotoWordsForm):
    """What one can still say differently once the picture is there."""

    caption = forms.CharField(
        label=_("Caption"),
        max_length=160,
        required=False,
        validators=[validate_no_contacts],
        help_text=_("Where, and who: it stands below the picture."),
    )


class OfferPhotoForm(OfferPhotoWordsForm):
    """The same words, after the file."""

    file = PhotoForm.base_fields["file"]

    field_order = ("file", "alt", "caption", "credit", "licence")
