"""Words beside a block."""

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from core.http.actions import redirect_with_success, run_action, try_form
from travel_stories.stories.actions.comments import add_comment, settle_comment
from travel_stories.stories.forms.stories import CommentForm
from travel_stories.stories.models.drafts import BlockComment
from travel_stories.stories.views.blocks import block_of, page_of
from travel_stories.stories.views.drafts import authors_only


@require_POST
@authors_only
def add(request, me, block):
    block = block_of(me, block)
    form = CommentForm(request.POST)
    comment = try_form(
        form, lambda words, key: add_comment(block=block, words=words, key=key, by=me)
    )
    to = f"{page_of(me, block)}#comments"
    if comment is None:
        return HttpResponseRedirect(to)
    return redirect_with_success(request, _("Comment posted."), to=to)


@require_POST
@authors_only
def settle(request, me, block, number):
    block = block_of(me, block)
    comments = BlockComment.objects.select_related("block__chapter").filter(block=block)
    comment = get_object_or_404(comments, pk=number)
    return run_action(
        request,
        lambda: settle_comment(comment=comment, by=me),
        done=_("Comment marked as resolved."),
        to=f"{page_of(me, block)}#comments",
    )
