"""The rules of a community: what holds, what held, and a form for the next one."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.http.actions import post_data_or_none, redirect_with_success, run_action, try_form
from hosting.communities.actions.local_rules import end_rule, set_rule
from hosting.communities.forms.local_rules import RuleForm
from hosting.communities.presenters.local_rules import rule_book
from hosting.coordination.views.desk_tabs import coordinated_community_or_404, render_desk_page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def index(request, public_id):
    community = coordinated_community_or_404(request, public_id)
    form = RuleForm(post_data_or_none(request))
    rule = try_form(
        form, lambda decided: set_rule(community=community, decided=decided, by=request.user)
    )
    if rule:
        return redirect_with_success(
            request, _("Rule added. It applies from now on."), to=_rules(community)
        )
    context = {"form": form, "book": rule_book(community)}
    return render_desk_page(request, community, "rules", context)


@login_required
@require_POST
def end(request, public_id, rule_id):
    community = coordinated_community_or_404(request, public_id)
    rule = get_object_or_404(community.local_rules, public_id=rule_id)
    return run_action(
        request,
        lambda: end_rule(rule=rule, by=request.user),
        done=_("Rule ended. It no longer applies."),
        to=_rules(community),
    )


def _rules(community):
    return reverse("hosting:coordination-rules", args=[community.address])
