"""What a host writes about an offer: its beginning, its words, its limits, what one finds."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.db.models import Model, QuerySet
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.accounts.validators import validate_single_line
from core.text.texts import words_without_controls
from hosting.communities.models.communities import Community
from hosting.offers.choices.lists import Amenity, Equipment, OfferKind, OfferLanguage
from hosting.offers.models.activities import Activity
from hosting.offers.models.goods import Product, Tip
from hosting.offers.models.offers import Offer
from hosting.offers.models.stays import Stay
from hosting.offers.models.workspaces import Workspace
from hosting.offers.rules import AUTHOR_STATES
from hosting.offers.validators import address_in, validate_no_contacts
from ui.forms import choice_errors


def communities_for_author(person: User) -> QuerySet[Community]:
    """Those that this person belongs to, or is on the way into."""
    return Community.objects.filter(
        memberships__person=person, memberships__state__in=AUTHOR_STATES
    ).distinct()


class StartForm(forms.Form):
    """What is offered, for whom one writes, and how it is called."""

    kind = forms.ChoiceField(
        label=_("What do you offer?"),
        choices=OfferKind,
        widget=forms.RadioSelect,
        error_messages=choice_errors(_("Choose what you offer.")),
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=120,
        validators=[validate_single_line, validate_no_contacts],
        help_text=_("The name you use when you talk about your offer. You can change it later."),
        error_messages={"required": _("Enter a title for your offer.")},
    )
    language = forms.ChoiceField(
        label=_("Which language will you write in?"),
        choices=OfferLanguage,
        error_messages=choice_errors(_("Choose the language you’ll write in.")),
    )
    community = forms.ModelChoiceField(
        Community.objects.none(),
        label=_("Which community is this offer in?"),
        empty_label=None,
    )

    field_order = ("kind", "title", "community", "language")

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        communities = list(communities_for_author(person))
        self.fields["community"] = forms.ModelChoiceField(
            communities_for_author(person),
            label=_("Which community is this offer in?"),
            empty_label=None,
            to_field_name="public_id",
            error_messages=choice_errors(_("Choose a community.")),
        )
        if len(communities) == 1:
            self.fields["community"].widget = forms.HiddenInput()
            self.initial["community"] = communities[0].public_id
        self.fields["language"].initial = get_language()


def address_warning(address: str) -> forms.ValidationError:
    """Whoever writes of a house number is asked whether it is theirs."""
    words = _(
        "“%(door)s” looks like an address. We share your address only "
        "with people you have an agreement with, so please remove it."
    )
    return forms.ValidationError(words, code="door", params={"door": address})


class PublicWordsForm(forms.ModelForm[Offer]):
    """A form of words that everybody will read: no contacts, and a door only on purpose."""

    address_is_intended = forms.BooleanField(
        label=_("This isn’t my address. Leave it in the text."), required=False
    )

    PUBLIC: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.PUBLIC:
            if name in self.fields:
                self.fields[name].validators.append(validate_no_contacts)
                self.fields[name].widget.attrs["lang"] = self.instance.language
        if not self.is_bound:
            del self.fields["address_is_intended"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        data |= words_without_controls(data)
        written = [name for name in self.PUBLIC if name in self.changed_data]
        addresses = {name: address_in(str(data.get(name, ""))) for name in written}
        addresses = {name: address for name, address in addresses.items() if address}
        if not data.pop("address_is_intended", False):
            for name, address in addresses.items():
                self.add_error(name, address_warning(address))
        if not addresses:
            del self.fields["address_is_intended"]
        return data


class WordsForm(PublicWordsForm):
    """The host's own words first, then what the kind asks for."""

    PUBLIC = ("title", "words", "bring", "opening", "best_time")

    class Meta:
        model: ClassVar[type[Model]] = Offer
        fields: ClassVar[tuple[str, ...]] = ("title", "language", "words", "contract_party")
        widgets: ClassVar[Mapping[str, forms.Widget]] = {
            "words": forms.Textarea(attrs={"rows": 10}),
            "language": forms.Select(choices=OfferLanguage),
        }
        error_messages: ClassVar[dict[str, Any]] = {
            "title": {"required": _("Enter a title for your offer.")},
            "words": {"required": _("Describe your offer in your own words.")},
            "lodging_kind": {"required": _("Choose the type of accommodation.")},
            "contract_party": {"required": _("Choose your legal status.")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].validators.append(validate_single_line)
        self.fields["words"].required = True
        self.fields["language"] = forms.ChoiceField(
            label=_("Language you write in"), choices=OfferLanguage
        )
        if self.instance.on_behalf_of_id is not None and "contract_party" in self.fields:
            self.fields["contract_party"].help_text = _(
                "You make this offer for an organisation: its own legal status is shown. Your "
                "choice counts only where its type leaves it open."
            )


class StayWordsForm(WordsForm):
    class Meta(WordsForm.Meta):
        model = Stay
        fields = ("title", "words", "lodging_kind", "contract_party", "language")


class WorkspaceWordsForm(WordsForm):
    class Meta(WordsForm.Meta):
        model = Workspace
        fields = ("title", "words", "contract_party", "language")


class ActivityWordsForm(WordsForm):
    class Meta(WordsForm.Meta):
        model = Activity
        fields = (
            "title",
            "words",
            "duration_minutes",
            "minimum_age",
            "bring",
            "contract_party",
            "language",
        )


class ProductWordsForm(WordsForm):
    class Meta(WordsForm.Meta):
        model = Product
        fields = ("title", "words", "opening", "shop_url", "contract_party", "language")


class TipWordsForm(WordsForm):
    class Meta(WordsForm.Meta):
        model = Tip
        fields = ("title", "words", "best_time", "language")


WORDS_FORMS: Mapping[str, type[WordsForm]] = {
    OfferKind.STAY: StayWordsForm,
    OfferKind.WORKSPACE: WorkspaceWordsForm,
    OfferKind.ACTIVITY: ActivityWordsForm,
    OfferKind.PRODUCT: ProductWordsForm,
    OfferKind.TIP: TipWordsForm,
}


class LimitsForm(PublicWordsForm):
    """What a host states in advance, so that a wrong request can't be sent."""

    class Meta:
        model: ClassVar[type[Model]] = Offer
        fields: ClassVar[tuple[str, ...]] = (
            "party_min",
            "party_max",
            "season_from",
            "season_until",
            "notice_days",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("season_from", "season_until"):
            self.fields[name] = forms.TypedChoiceField(
                label=self.fields[name].label, choices=list(MONTHS.items()), coerce=int
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self._refuse_crossed(data, "party_min", "party_max")
        self._refuse_crossed(data, "min_nights", "max_nights")
        return data

    def _refuse_crossed(self, data: dict[str, Any], least: str, most: str) -> None:
        low, high = data.get(least), data.get(most)
        if low is not None and high is not None and low > high:
            self.add_error(
                most, _("The maximum can’t be lower than the minimum. Enter a higher maximum.")
            )


class StayLimitsForm(LimitsForm):
    PUBLIC = ("house_rules",)

    class Meta(LimitsForm.Meta):
        model = Stay
        fields = (
            *LimitsForm.Meta.fields,
            "min_nights",
            "max_nights",
            "arrival_from",
            "departure_until",
            "house_rules",
        )
        widgets: ClassVar[Mapping[str, forms.Widget]] = {
            "arrival_from": forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
            "departure_until": forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        }


class WorkspaceLimitsForm(LimitsForm):
    """With the days and hours on which people can work there."""

    PUBLIC = ("house_rules",)

    weekdays = forms.TypedMultipleChoiceField(
        label=_("Opening days"),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages=choice_errors(_("Choose at least one day of the week.")),
    )

    class Meta(LimitsForm.Meta):
        model = Workspace
        fields = (
            "weekdays",
            "morning_from",
            "morning_until",
            "afternoon_from",
            "afternoon_until",
            *LimitsForm.Meta.fields,
            "house_rules",
        )
        widgets: ClassVar[Mapping[str, forms.Widget]] = {
            name: forms.TimeInput(format="%H:%M", attrs={"type": "time"})
            for name in ("morning_from", "morning_until", "afternoon_from", "afternoon_until")
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self._refuse_hours(data, "morning_from", "morning_until", may_touch=False)
        self._refuse_hours(data, "morning_until", "afternoon_from", may_touch=True)
        self._refuse_hours(data, "afternoon_from", "afternoon_until", may_touch=False)
        return data

    def _refuse_hours(
        self, data: dict[str, Any], first: str, second: str, *, may_touch: bool
    ) -> None:
        begins, ends = data.get(first), data.get(second)
        if begins and ends and (begins > ends or (begins == ends and not may_touch)):
            self.add_error(
                second, _("This time is the same as the one above, or earlier. Enter a later one.")
            )


class ActivityLimitsForm(LimitsForm):
    class Meta(LimitsForm.Meta):
        model = Activity
        fields = ("is_on_request", *LimitsForm.Meta.fields)


LIMITS_FORMS: Mapping[str, type[LimitsForm]] = {
    OfferKind.STAY: StayLimitsForm,
    OfferKind.WORKSPACE: WorkspaceLimitsForm,
    OfferKind.ACTIVITY: ActivityLimitsForm,
}


class FindsForm(PublicWordsForm):
    """Needs that are met, what one likes here, what it stands for, and the way without a car."""

    PUBLIC = ("without_car", "by_car", "station_name")

    class Meta:
        model: ClassVar[type[Model]] = Offer
        fields: ClassVar[tuple[str, ...]] = (
            "needs",
            "interests",
            "causes",
            "without_car",
            "station_name",
            "station_distance",
            "by_car",
        )
        widgets: ClassVar[Mapping[str, forms.Widget]] = {
            "needs": forms.CheckboxSelectMultiple(),
            "interests": forms.CheckboxSelectMultiple(),
            "causes": forms.CheckboxSelectMultiple(),
        }


class StayFindsForm(FindsForm):
    """A stay names its amenities first."""

    amenities = forms.MultipleChoiceField(
        label=_("Amenities"),
        choices=Amenity.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "What guests can use. Kitchen, cot, workspace and pets are "
            "listed under “Needs met”, below."
        ),
    )

    class Meta(FindsForm.Meta):
        model = Stay
        fields = ("amenities", *FindsForm.Meta.fields)


class WorkspaceFindsForm(FindsForm):
    """A workspace names its equipment first."""

    equipment = forms.MultipleChoiceField(
        label=_("Equipment"),
        choices=Equipment.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What people who work here can use."),
    )

    class Meta(FindsForm.Meta):
        model = Workspace
        fields = ("equipment", *FindsForm.Meta.fields)


FINDS_FORMS: Mapping[str, type[FindsForm]] = {
    OfferKind.STAY: StayFindsForm,
    OfferKind.WORKSPACE: WorkspaceFindsForm,
}


class DeclarationForm(forms.Form):
    """The sworn statement of Code du tourisme, L. 324-2-1."""

    is_main_residence = forms.TypedChoiceField(
        label=_("Is this your main home?"),
        choices=((True, _("Yes, I live here at least eight months a year")), (False, _("No"))),
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
        error_messages=choice_errors(_("Say whether this is your main home.")),
    )
    registration_number = forms.RegexField(
        r"^[0-9A-Za-z][0-9A-Za-z /.-]*$",
        label=_("Registration number"),
        max_length=40,
        required=False,
        help_text=_(
            "If your accommodation has one. It’s shown on the offer’s page "
            "(French Code du tourisme, L. 324-1-1)."
        ),
        error_messages={
            "invalid": _("Use only letters, numbers, spaces, hyphens, full stops and slashes.")
        },
    )
    sworn = forms.BooleanField(
        label=_("I solemnly declare that this statement is true."),
        error_messages={"required": _("Tick the box to declare that this statement is true.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, for_organisation: bool = False, **kwargs: Any) -> None:
        """An organisation has no main home: it isn't asked, and says no."""
        super().__init__(*args, **kwargs)
        self.for_organisation = for_organisation
        if for_organisation:
            del self.fields["is_main_residence"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        data.pop("sworn", None)
        if self.for_organisation:
            data["is_main_residence"] = False
        return data
