"""Answers that a host keeps ready."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.http.actions import post_data_or_none, redirect_with_success, run_action, try_form
from hosting.requests.actions.saved_replies import (
    add_saved_reply,
    change_saved_reply,
    delete_saved_reply,
)
from hosting.requests.forms.saved_replies import SavedReplyForm
from hosting.requests.models.saved_replies import SavedReply


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def index(request):
    """All of them, and a form for another."""
    form = SavedReplyForm(post_data_or_none(request))
    added = try_form(form, lambda **words: add_saved_reply(by=request.user, **words))
    if added:
        return redirect_with_success(request, _("Reply saved."), to="hosting:saved-replies")
    return _render(request, form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request, public_id):
    reply = get_object_or_404(SavedReply.objects.visible_to(request.user), public_id=public_id)
    initial = {"title": reply.title, "body": reply.body}
    form = SavedReplyForm(post_data_or_none(request), initial=initial)
    changed = try_form(
        form, lambda **words: change_saved_reply(reply=reply, by=request.user, **words)
    )
    if changed:
        return redirect_with_success(request, _("Reply saved."), to="hosting:saved-replies")
    return _render(request, form, reply)


@login_required
@require_POST
def delete(request, public_id):
    reply = get_object_or_404(SavedReply.objects.visible_to(request.user), public_id=public_id)
    return run_action(
        request,
        lambda: delete_saved_reply(reply=reply, by=request.user),
        done=_("Reply deleted."),
        to="hosting:saved-replies",
    )


def _render(request, form, reply=None):
    context = {
        "replies": SavedReply.objects.visible_to(request.user),
        "form": form,
        "reply": reply,
    }
    status = 422 if form.is_bound else 200
    return render(request, "requests/saved_replies.html", context, status=status)
