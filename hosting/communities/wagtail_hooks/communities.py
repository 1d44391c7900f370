"""Communities, founded and told by the co-operative; memberships, to look at."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from commons.accounts.models import User
from core.errors import DomainError
from hosting.communities.actions.communities import (
    change_community_state,
    describe_community,
    found_community,
    rewrite_charter,
)
from hosting.communities.models.communities import Community, Membership
from hosting.communities.models.local_rules import LocalRule
from hosting.communities.wagtail_hooks.policies import NoDeletePolicy, ViewOnlyPolicy

for noun in (Membership, LocalRule):
    register_permission_policy(noun, ViewOnlyPolicy(noun))
register_permission_policy(Community, NoDeletePolicy(Community))  # members and offers hold it


class CommunityForm(WagtailAdminModelForm):
    """Founders are asked for once, when a community begins."""

    founders = forms.CharField(
        label=_("Founders"),
        help_text=_("Email addresses, one per line. Founders don’t need sponsors."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )

    def clean_founders(self) -> list[User]:
        addresses = [line.strip().lower() for line in self.cleaned_data["founders"].splitlines()]
        wanted = {address for address in addresses if address}
        people = list(User.objects.filter(email__in=wanted, email_verified_at__isnull=False))
        if unknown := wanted - {person.email for person in people}:
            known = _(
                "These addresses don’t belong to an account with a confirmed "
                "email address: %(addresses)s. Check the spelling, or ask each "
                "person to create an account and confirm their address first."
            )
            raise forms.ValidationError(known % {"addresses": ", ".join(sorted(unknown))})
        return people


class CommunityCreateView(CreateView):
    """Begin a community."""

    def form_valid(self, form: CommunityForm) -> HttpResponse:
        return _save_or_show_refusal(self, form, super().form_valid)

    def save_instance(self) -> Community:
        data = self.form.cleaned_data
        return found_community(
            community=self.form.save(commit=False),
            founders=data["founders"],
            causes=data["causes"],
            by=self.request.user,
        )


class CommunityEditView(EditView):
    """Each change by the action that knows its rules."""

    def form_valid(self, form: CommunityForm) -> HttpResponse:
        return _save_or_show_refusal(self, form, super().form_valid)

    def save_instance(self) -> Community:
        data, changed, by = self.form.cleaned_data, self.form.changed_data, self.request.user
        stored = Community.objects.get(pk=self.object.pk)
        version = stored.charter_version
        community = describe_community(community=stored, changes=data, by=by)
        if "charter" in changed:
            charter = data["charter"]
            community = rewrite_charter(
                community=community, charter=charter, version=version, by=by
            )
        if "state" in changed:
            community = change_community_state(community=community, state=data["state"], by=by)
        return community


def _save_or_show_refusal(
    view: CommunityCreateView | CommunityEditView,
    form: CommunityForm,
    save: Callable[[CommunityForm], HttpResponse],
) -> HttpResponse:
    """What a rule of the domain refuses stands in the form."""
    try:
        return save(form)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        view.produced_error_message = str(refusal)
    answer: HttpResponse = view.form_invalid(form)
    return answer


class CommunityViewSet(SnippetViewSet):
    model = Community
    base_url_path = "snippets/hosting/community"
    icon = "group"
    add_view_class = CommunityCreateView
    edit_view_class = CommunityEditView
    copy_view_enabled = False
    list_display = ("name", "state", "locality", "charter_version", "created_at")
    list_filter = ("state",)
    search_fields = ("name", "territory")
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("language"),
            FieldPanel("locality"),
            FieldPanel("territory"),
            FieldPanel("summary_fr"),
            FieldPanel("summary_en"),
            FieldPanel("story"),
            FieldPanel("causes", widget=forms.CheckboxSelectMultiple),
            FieldPanel("photo"),
            FieldPanel("answer_hours"),
            MultiFieldPanel(
                [FieldPanel("charter"), FieldPanel("state"), FieldPanel("founders")],
                heading=_("Charter, state and founders"),
            ),
        ],
        base_form_class=CommunityForm,
    )


class MembershipViewSet(SnippetViewSet):
    """To look at: every step has its own action, its reason and its line in the log."""

    model = Membership
    base_url_path = "snippets/hosting/membership"
    icon = "user"
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = (
        "person",
        "community",
        "state",
        "is_coordinator",
        "applied_at",
        "charter_signed_version",
        "met_at",
        "activated_at",
    )
    list_display = ("person", "community", "state", "is_coordinator", "applied_at")
    list_filter = ("community", "state", "is_coordinator")
    search_fields = ("person__display_name",)


class LocalRuleViewSet(SnippetViewSet):
    """To look at: communities decide their rules at their own desk."""

    model = LocalRule
    base_url_path = "snippets/hosting/localrule"
    icon = "list-ul"
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ("community", "kind", "number", "words", "decided", "set_at", "ended_at")
    list_display = ("community", "kind", "number", "set_at", "ended_at")
    list_filter = ("community", "kind")
