"""What coordinators write: the story of the community, its charter, answers about offers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hosting.communities.models.communities import Community
from hosting.communities.models.terms import Cause


class StoryForm(forms.Form):
    """Name and centre of a community stay with the co-operative."""

    summary = forms.CharField(label=_("In one sentence"), max_length=255)
    territory = forms.CharField(
        label=_("Your territory"),
        help_text=_("In your own words: a valley, a quarter, three villages and a wood."),
        max_length=255,
    )
    story = forms.CharField(
        label=_("Your story"), widget=forms.Textarea(attrs={"rows": 12}), max_length=10_000
    )
    causes = forms.ModelMultipleChoiceField(
        Cause.objects.all(),
        label=_("What you stand for"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, community: Community, **kwargs: Any) -> None:
        initial = {name: getattr(community, name) for name in ("summary", "territory", "story")}
        kwargs["initial"] = initial | {"causes": community.causes.all()}
        super().__init__(*args, **kwargs)


class CharterForm(forms.Form):
    """`version` is the one that is rewritten."""

    charter = forms.CharField(
        label=_("Your charter"), widget=forms.Textarea(attrs={"rows": 14}), max_length=10_000
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=32_767)


class RevisionForm(forms.Form):
    """Which draft the reader had before them."""

    seen = forms.DateTimeField(widget=forms.HiddenInput)


class ChangeForm(RevisionForm):
    reason = forms.CharField(
        label=_("What should change, and why?"),
        help_text=_("The host reads it as you write it here."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )
