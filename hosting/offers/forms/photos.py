"""What a host says of a photograph, once it is there."""

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.media.forms import WholePhotoForm
from hosting.offers.validators import validate_no_contacts


class OfferPhotoForm(WholePhotoForm):
    """What is to be seen, where it was, whose it is, and what must not be cut away."""

    caption = forms.CharField(
        label=_("Caption"),
        max_length=160,
        required=False,
        validators=[validate_no_contacts],
        help_text=_(
            "Say where the photo was taken and who is in it. The caption appears below the photo."
        ),
    )

    field_order = ("focus", "alt", "caption", "credit", "licence")
