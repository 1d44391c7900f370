"""Chapters of a story: a page to name one, and presses to move it."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST

from core.http.actions import post_data_or_none
from travel_stories.collaboration.forms import EditForm
from travel_stories.stories.actions.chapters import (
    add_chapter,
    change_chapter,
    move_chapter,
    remove_chapter,
)
from travel_stories.stories.forms.blocks import MoveChapterForm
from travel_stories.stories.forms.stories import ChapterForm
from travel_stories.stories.presenters.desks import desk_of
from travel_stories.stories.views.drafts import authors_only, try_button, try_edit


@require_http_methods(["GET", "HEAD", "POST"])
@authors_only
def add(request, me):
    form = ChapterForm(post_data_or_none(request))
    answer = try_edit(
        request,
        form,
        me,
        lambda words, edit: add_chapter(story=me.story, words=words, edit=edit),
        to=lambda chapter: f"{me.story.workshop_url}#chapter-{chapter.public_id}",
    )
    return answer or _form_page(request, me, form)


@require_http_methods(["GET", "HEAD", "POST"])
@authors_only
def change(request, me, chapter):
    chapter = _chapter(me, chapter)
    form = ChapterForm(post_data_or_none(request), instance=_chapter(me, chapter.public_id))
    answer = try_edit(
        request,
        form,
        me,
        lambda words, edit: change_chapter(chapter=chapter, words=words, edit=edit),
        to=_place(me, chapter),
    )
    return answer or _form_page(request, me, form, chapter=chapter)


@require_POST
@authors_only
def move(request, me, chapter):
    chapter = _chapter(me, chapter)
    form = MoveChapterForm(request.POST)

    def action(after, edit):
        behind = me.story.chapters.filter(public_id=after).first() if after else None
        return move_chapter(chapter=chapter, after=behind, edit=edit)

    return try_button(request, form, me, action, to=_place(me, chapter))


@require_POST
@authors_only
def remove(request, me, chapter):
    chapter = _chapter(me, chapter)
    return try_button(
        request,
        EditForm(request.POST),
        me,
        lambda edit: remove_chapter(chapter=chapter, edit=edit),
        to=me.story.workshop_url,
    )


def _chapter(me, public_id):
    chapters = me.story.chapters.select_related("locality", "story")
    return get_object_or_404(chapters, public_id=public_id)


def _place(me, chapter):
    return f"{me.story.workshop_url}#chapter-{chapter.public_id}"


def _form_page(request, me, form, **context):
    context |= {"desk": desk_of(me, "write"), "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "stories/chapter_form.html", context, status=status)
