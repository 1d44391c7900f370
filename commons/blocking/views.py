"""Blocking somebody, and the list of those whom one has blocked."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commons.accounts.models import User
from commons.blocking.actions import block_person, unblock_person
from commons.blocking.models import PersonBlock
from commons.blocking.selectors import blocks_of, remaining_ties
from core.http.actions import run_action
from core.http.shortcuts import get_or_404


@login_required
@require_safe
def index(request):
    return render(request, "blocking/blocked_list.html", {"blocks": blocks_of(request.user)})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def block(request, public_id):
    """Says first what ends and what stays."""
    others = User.objects.visible_to(request.user).exclude(pk=request.user.pk)
    person = get_object_or_404(others, public_id=public_id)
    if request.method != "POST":
        context = {"person": person, "ties": remaining_ties(request.user, person)}
        return render(request, "blocking/block_person.html", context)
    done = _("You’ve blocked %(name)s. You can undo this on this page at any time.")
    return run_action(
        request,
        lambda: block_person(person=person, by=request.user),
        done=done % {"name": person.display_name},
        to="blocking:blocked-list",
    )


@login_required
@require_POST
def unblock(request, public_id):
    blocks = PersonBlock.objects.made_by(request.user).select_related("blocked")
    made = get_or_404(blocks.filter(blocked__public_id=public_id).first())
    done = _("You’ve unblocked %(name)s.")
    return run_action(
        request,
        lambda: unblock_person(block=made, by=request.user),
        done=done % {"name": made.blocked.display_name},
        to="blocking:blocked-list",
    )
