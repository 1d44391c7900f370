"""Blocks of a story: a page to write one, presses to move it, and who holds its pen."""

from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import DomainError
from core.http.actions import post_data_or_none
from core.text.texts import without_controls
from travel_stories.collaboration.errors import ChangedMeanwhileError
from travel_stories.collaboration.forms import EditForm
from travel_stories.stories.actions.attachments import upload_sound, upload_track
from travel_stories.stories.actions.blocks import add_block, move_block, remove_block, write_block
from travel_stories.stories.actions.edit_locks import acquire_edit_lock, release_edit_lock
from travel_stories.stories.actions.long_texts import write_long_text
from travel_stories.stories.choices import BlockKind
from travel_stories.stories.errors.stories import TextTooLongError
from travel_stories.stories.forms.blocks import BlockForm, MoveBlockForm, StoryPhotosForm
from travel_stories.stories.models.blocks import Block
from travel_stories.stories.presenters.desks import desk_of
from travel_stories.stories.selectors.blocks import pictures_shown
from travel_stories.stories.validators import LONGEST_TEXT
from travel_stories.stories.views.drafts import authors_only, try_button, try_edit
from ui.form_errors import sentences_by_field

PICTURED = {BlockKind.PHOTO, BlockKind.GALLERY}
WHOLE = ("locality", "offer", "track", "sound", "held_by", "chapter__story")


@require_http_methods(["GET", "HEAD", "POST"])
@authors_only
def add(request, me, kind):
    """Photographs come on the page of their block, once it is there."""
    if kind not in BlockKind:
        raise Http404
    wanted = without_controls(request.GET.get("chapter", ""))
    chapter = get_object_or_404(me.story.chapters.present(), public_id=wanted)
    form = BlockForm(post_data_or_none(request), request.FILES or None, kind=kind)
    answer = try_edit(
        request,
        form,
        me,
        lambda words, edit: add_block(
            chapter=chapter, words=_with_files(me, form, words), edit=edit
        ),
        to=lambda block: (
            page_of(me, block) if block.kind in PICTURED else _arrived(me, block, form)
        ),
    )
    where = f"{wanted}:{kind}"
    return answer or _form_page(request, me, form, kind=BlockKind(kind), where=where)


@require_http_methods(["GET", "HEAD", "POST"])
@authors_only
def write(request, me, block):
    block = block_of(me, block)
    own = block_of(me, block.public_id)
    form = BlockForm(
        post_data_or_none(request), request.FILES or None, instance=own, kind=block.kind
    )
    answer = try_edit(
        request,
        form,
        me,
        lambda words, edit: write_block(block=block, words=_with_files(me, form, words), edit=edit),
        to=lambda block: _arrived(me, block, form),
    )
    return answer or _form_page(request, me, form, story_block=block, kind=BlockKind(block.kind))


@require_POST
@authors_only
def cut(request, me, block):
    """The same text, in as many blocks as it needs."""
    block = block_of(me, block)
    form = EditForm(request.POST)
    text = request.POST.get("text", "")
    return try_button(
        request,
        form,
        me,
        lambda edit: write_long_text(block=block, text=text, edit=edit),
        to=place_of(me, block),
    )


@require_POST
@authors_only
def save(request, me, block):
    """What a page that is open sends by itself. Answers with the version it is based on next."""
    block = block_of(me, block)
    # A file comes with a press, never by itself.
    form = BlockForm(request.POST, instance=block_of(me, block.public_id), kind=block.kind)
    for name in ("gpx", "file"):
        form.fields.pop(name, None)
    if not form.is_valid():
        return JsonResponse({"refusals": sentences_by_field(form)}, status=422)
    words = {"words": form.words(), "edit": form.edit(me)}
    try:
        saved = write_block(block=block, autosave=True, **words)
    except DomainError as refusal:
        # The open page shows both versions of a conflict, and offers to cut what is too long.
        if isinstance(refusal, ChangedMeanwhileError):
            refused = {"refusal": str(refusal), "conflict": True}
        else:
            refused = {"refusal": str(refusal), "long": isinstance(refusal, TextTooLongError)}
        return JsonResponse(refused, status=409)
    return JsonResponse({"version": saved.version})


@require_POST
@authors_only
def edit_lock(request, me, block):
    """Asked for when somebody begins to write, and again while they do."""
    block = block_of(me, block)
    try:
        held = acquire_edit_lock(block=block, by=me)
    except DomainError as refusal:
        return JsonResponse({"refusal": str(refusal)}, status=409)
    return JsonResponse({"version": held.version})


@require_POST
@authors_only
def release_lock(request, me, block):
    release_edit_lock(block=block_of(me, block), by=me)
    return JsonResponse({})


@require_POST
@authors_only
def move(request, me, block):
    block = block_of(me, block)
    form = MoveBlockForm(request.POST)

    def action(chapter, after, edit):
        into = get_object_or_404(me.story.chapters, public_id=chapter)
        behind = into.blocks.filter(public_id=after).first() if after else None
        return move_block(block=block, chapter=into, after=behind, edit=edit)

    return try_button(request, form, me, action, to=place_of(me, block))


@require_POST
@authors_only
def remove(request, me, block):
    block = block_of(me, block)
    return try_button(
        request,
        EditForm(request.POST),
        me,
        lambda edit: remove_block(block=block, edit=edit),
        to=me.story.workshop_url,
        done=_("Block removed. You’ll find it under Versions."),
    )


def block_of(me, public_id):
    blocks = Block.objects.filter(chapter__story=me.story).select_related(*WHOLE)
    return get_object_or_404(blocks, public_id=public_id)


def place_of(me, block):
    return f"{me.story.workshop_url}#block-{block.public_id}"


def page_of(me, block):
    return reverse("travel_stories:block-write", args=[me.story.address, block.public_id])


def _arrived(me, block, form):
    """The page that opens next forgets what was kept on the device under this key."""
    key = form.cleaned_data["key"]
    return f"{me.story.workshop_url}?kept={key}#block-{block.public_id}"


def _with_files(me, form, words):
    if form.gpx_file:
        words["track"] = upload_track(
            story=me.story, file=form.gpx_file, trim_metres=form.trim_metres, by=me
        )
    if form.sound_file:
        words["sound"] = upload_sound(story=me.story, file=form.sound_file, by=me)
    return words


def _form_page(request, me, form, **context):
    context |= {"desk": desk_of(me, "write"), "form": form, "asks": form.visible_fields()}
    if block := context.get("story_block"):
        pictures = pictures_shown(block)
        full = block.kind == BlockKind.PHOTO and pictures
        context["comments"] = block.comments.select_related("by", "settled_by")
        context["pictures"] = pictures
        if block.kind in PICTURED and not full:
            context["photos"] = StoryPhotosForm(one=block.kind == BlockKind.PHOTO)
        context["is_too_long"] = form.is_bound and len(form.data.get("text", "")) > LONGEST_TEXT
    status = 422 if form.is_bound else 200
    return render(request, "stories/block_form.html", context, status=status)
