"""The desk of a community: what waits, who belongs to it, how it presents itself."""

from django.contrib.auth.decorators import login_required
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from commons.moderation.models import Case
from core.http.actions import post_data_or_none, redirect_with_success, try_form
from hosting.communities.actions.communities import describe_community, rewrite_charter
from hosting.coordination.forms.community import CharterForm, StoryForm
from hosting.coordination.presenters.community_checklist import community_steps
from hosting.coordination.selectors.desk import coordination_desk
from hosting.coordination.views.desk_tabs import coordinated_community_or_404, render_desk_page


@login_required
@require_safe
def desk(request, public_id):
    community = coordinated_community_or_404(request, public_id)
    reported = Case.objects.coordinated_by(request.user).waiting().count()
    steps = community_steps(community)
    context = {
        "desk": coordination_desk(community, reader=request.user),
        "reported": reported,
        "steps": steps,
        "done": sum(step.state == "done" for step in steps),
    }
    return render_desk_page(request, community, "desk", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def story(request, public_id):
    community = coordinated_community_or_404(request, public_id)
    form = StoryForm(post_data_or_none(request), community=community)
    described = try_form(
        form,
        lambda **words: describe_community(community=community, changes=words, by=request.user),
    )
    if described:
        to = reverse("hosting:coordination-story", args=[community.address])
        return redirect_with_success(
            request, _("Your community’s description has been saved."), to=to
        )
    return render_desk_page(request, community, "story", {"form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def charter(request, public_id):
    community = coordinated_community_or_404(request, public_id)
    present = {"charter": community.charter, "version": community.charter_version}
    form = CharterForm(post_data_or_none(request), initial=present)
    written = try_form(
        form, lambda **words: rewrite_charter(community=community, by=request.user, **words)
    )
    if written:
        to = reverse("hosting:coordination-charter", args=[community.address])
        return redirect_with_success(request, _("The charter has been saved."), to=to)
    return render_desk_page(request, community, "charter", {"form": form})
