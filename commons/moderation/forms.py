"""What is asked of whoever reports, decides, or doesn't agree."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.moderation.states import Ground, Measure, Reason


class ReportForm(forms.Form):
    """Signed in, one is known. The field that people don't see catches programs."""

    reason = forms.ChoiceField(
        label=_("What is wrong"), choices=Reason.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("Where, and why"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
        help_text=_("The sentence or the picture, so that we find it."),
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=80,
        help_text=_("Whoever wrote it is never told."),
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        help_text=_(
            "We write to you what is decided. It may stay empty for violence against children."
        ),
    )
    good_faith = forms.BooleanField(
        label=_("I say this in good faith: as far as I know it is true and complete.")
    )
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_known: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_known:
            del self.fields["name"], self.fields["email"]
        elif self.data.get("reason") == Reason.CHILD:  # article 16.2 (c)
            self.fields["name"].required = self.fields["email"].required = False

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Please leave this empty."))
        return ""


class VerdictForm(forms.Form):
    """The choices are those of the noun, and of whoever decides."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    measure = forms.ChoiceField(label=_("What is decided"), widget=forms.RadioSelect)
    ground = forms.ChoiceField(
        label=_("On what ground"),
        choices=[("", _("None: it stays as it is")), *Ground.choices],
        required=False,
    )
    rule = forms.CharField(
        label=_("Which law or rule"),
        max_length=200,
        required=False,
        help_text=_("By its name or number, so that it can be found."),
    )
    facts = forms.CharField(
        label=_("What was found"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=_("For the author. Never say who reported it."),
    )
    words = forms.CharField(
        label=_("Why this is decided"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text=_("Both sides read this."),
    )
    days = forms.IntegerField(
        label=_("Days for a change"),
        min_value=1,
        max_value=90,
        initial=14,
        help_text=_("Only where a change is asked for. Then it comes back to you."),
    )

    def __init__(self, *args: Any, measures: list[Measure], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["measure"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type checker
        field.choices = [(one.value, one.label) for one in measures]
        if Measure.ASKED not in measures:
            del self.fields["days"]


class ProactiveDecisionForm(VerdictForm):
    """About what nobody reported: it always names its rule, and nobody has decided before."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["seen"]
        ground = self.fields["ground"]
        assert isinstance(ground, forms.ChoiceField)  # noqa: S101  for the type checker
        ground.choices = [("", _("Please choose")), *Ground.choices]
        ground.required = self.fields["rule"].required = True
        self.fields["facts"].help_text = _("Whoever it concerns reads all of this.")
        self.fields["words"].help_text = ""
        measures = options["measures"]
        self.fields["measure"].initial = measures[0] if len(measures) == 1 else None


class LiftForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    words = forms.CharField(
        label=_("Why it is lifted"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text=_("Both sides read this."),
    )


class AppealForm(forms.Form):
    words = forms.CharField(
        label=_("Why you don’t agree"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
        help_text=_("Somebody else than the first time reads it."),
    )
