"""The shape of a translation: the same words as the host's, and who put them into the language."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.forms.models import model_to_dict
from django.utils.translation import gettext_lazy as _

from commons.accounts.validators import validate_single_line
from hosting.offers.choices.lists import TranslatedBy
from hosting.offers.forms.offers import address_warning
from hosting.offers.models.offers import Offer
from hosting.offers.models.translations import OfferTranslation
from hosting.offers.validators import address_in, validate_no_contacts
from ui.forms import choice_errors

PUBLIC = ("title", "words", "without_car")


class TranslationForm(forms.ModelForm[OfferTranslation]):
    """`instance` becomes the translation to keep. What the host left empty isn't asked for."""

    made_by = forms.ChoiceField(
        label=_("Type of translation"),
        choices=TranslatedBy,
        widget=forms.RadioSelect,
        help_text=_(
            "Readers will see which type you choose. Machine translations "
            "can contain mistakes, and that’s fine."
        ),
        error_messages=choice_errors(_("Choose the type of translation.")),
    )

    class Meta:
        model = OfferTranslation
        fields: ClassVar[tuple[str, ...]] = ("title", "words", "without_car", "made_by")
        labels: ClassVar[dict[str, Any]] = {"words": _("Text")}
        widgets: ClassVar[Mapping[str, forms.Widget]] = {
            "words": forms.Textarea(attrs={"rows": 10}),
            "without_car": forms.Textarea(attrs={"rows": 4}),
        }
        error_messages: ClassVar[dict[str, Any]] = {
            "title": {"required": _("Translate the title.")},
            "words": {"required": _("Translate the text.")},
        }

    def __init__(
        self,
        *args: Any,
        draft: Offer,
        language: str,
        earlier: OfferTranslation | None,
        **kwargs: Any,
    ) -> None:
        kwargs["instance"] = OfferTranslation(language=language)
        kwargs["initial"] = model_to_dict(earlier, self.Meta.fields) if earlier else {}
        super().__init__(*args, **kwargs)
        self.draft = draft
        if not draft.without_car:
            del self.fields["without_car"]
        self.fields["title"].validators.append(validate_single_line)
        self.fields["words"].help_text = ""
        for name in PUBLIC:
            if name in self.fields:
                self.fields[name].validators.append(validate_no_contacts)
                self.fields[name].widget.attrs["lang"] = language

    def clean(self) -> dict[str, Any]:
        """What looks like a door and stands in the host's own words was asked about there."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for name in set(PUBLIC) & data.keys():
            address = address_in(data[name])
            if address and address not in getattr(self.draft, name):
                self.add_error(name, address_warning(address))
        return data
