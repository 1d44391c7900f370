"""What is asked of whoever reports, decides, or doesn't agree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.moderation.states import Ground, Measure, Reason
from ui.forms import choice_errors


class ReportForm(forms.Form):
    """Signed in, one is known. The field that people don't see catches programs.

    `quotable` are what may be shown of something private, with the key of the `subject` among it.
    """

    reason = forms.ChoiceField(
        label=_("What’s wrong?"),
        choices=Reason.choices,
        widget=forms.RadioSelect,
        error_messages=choice_errors(_("Choose what’s wrong.")),
    )
    words = forms.CharField(
        label=_("Where the problem is, and why it’s a problem"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
        help_text=_("Quote the sentence or describe the photo, so that we can find it."),
        error_messages={"required": _("Say where the problem is, and why it’s a problem.")},
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=80,
        help_text=_("The person whose content you’re reporting will never see your name."),
        error_messages={"required": _("Enter your name.")},
    )
    email = forms.EmailField(
        label=_("Your email address"),
        help_text=_(
            "We’ll write to you with the decision. You can leave this field "
            "empty when you report child sexual abuse."
        ),
        error_messages=dict.fromkeys(
            ("required", "invalid"), _("Enter your email address, such as name@example.org.")
        ),
    )
    good_faith = forms.BooleanField(
        label=_(
            "I’m reporting this in good faith. As far as I know, what I say is true and complete."
        ),
        error_messages={
            "required": _("Tick the box to confirm that you’re reporting in good faith.")
        },
    )
    quotes = forms.MultipleChoiceField(
        label=_("Messages that the moderators may read"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "The moderators will read the messages you tick, and nothing else in your conversation."
        ),
        error_messages={"required": _("Tick at least one message.")},
    )
    may_read = forms.BooleanField(
        label=_(
            "I agree that the moderators may read the messages I’ve ticked, keep a copy of them "
            "and show it to the person who wrote them when explaining the decision."
        ),
        error_messages={"required": _("Tick the box to let the moderators read these messages.")},
    )
    field_order = ("reason", "quotes", "words", "name", "email", "good_faith", "may_read")
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        is_known: bool,
        subject: str = "",
        quotable: Sequence[tuple[str, str]] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        if quotable:
            field = self.fields["quotes"]
            assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  for the type checker
            field.choices = quotable
            field.initial = [subject]
        else:
            del self.fields["quotes"], self.fields["may_read"]
        if is_known:
            del self.fields["name"], self.fields["email"]
        elif self.data.get("reason") == Reason.CHILD:  # article 16.2 (c)
            self.fields["name"].required = self.fields["email"].required = False

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Leave this field empty."))
        return ""


class VerdictForm(forms.Form):
    """The choices are those of the noun, and of whoever decides."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    measure = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        error_messages=choice_errors(_("Choose a decision.")),
    )
    ground = forms.ChoiceField(
        label=_("Grounds"),
        choices=[("", _("None: the content stays as it is")), *Ground.choices],
        required=False,
        error_messages=choice_errors(_("Choose the grounds.")),
    )
    rule = forms.CharField(
        label=_("Law or rule"),
        max_length=200,
        required=False,
        help_text=_("Give its name or number, so that people can find it."),
        error_messages={"required": _("Enter the law or rule.")},
    )
    facts = forms.CharField(
        label=_("Findings"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=_("The author will read your findings. Never say who made the report."),
        error_messages={"required": _("Write your findings.")},
    )
    words = forms.CharField(
        label=_("Reasons for the decision"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text=_("Both sides will read your reasons."),
        error_messages={"required": _("Write the reasons for your decision.")},
    )
    days = forms.IntegerField(
        label=_("Days to make the change"),
        min_value=1,
        max_value=90,
        initial=14,
        help_text=_(
            "Only if you ask for a change. Once these days are over, the case comes back to you."
        ),
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
        self.fields["facts"].help_text = _("The author will read everything you write here.")
        self.fields["words"].help_text = ""
        measures = options["measures"]
        self.fields["measure"].initial = measures[0] if len(measures) == 1 else None


class LiftForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    words = forms.CharField(
        label=_("Reasons for lifting the restriction"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text=_("Both sides will read your reasons."),
        error_messages={"required": _("Write the reasons for your decision.")},
    )


class AppealForm(forms.Form):
    words = forms.CharField(
        label=_("Reasons for your appeal"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
        help_text=_("Someone who didn’t make the first decision will read your reasons."),
        error_messages={"required": _("Write the reasons for your appeal.")},
    )
