"""Photographs of a block: many at once, one by one in words, in another order."""

from uuid import uuid5

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from core.deeds import conclude, posted
from core.errors import DomainError
from travel_stories.actions.photos import bring_photo
from travel_stories.actions.pictures import (
    blur_in_picture,
    describe_picture,
    remove_picture,
    shift_picture,
)
from travel_stories.enums import BlockKind
from travel_stories.forms.blocks import BlurForm, PhotosForm, PictureForm
from travel_stories.forms.stories import StoryEditForm
from travel_stories.models import StoryEdit
from travel_stories.queries.blocks import pictures_shown
from travel_stories.queries.desks import desk_of
from travel_stories.views.blocks import block_of, page_of
from travel_stories.views.drafts import authors_only, try_draft, try_press

A_FACE = {"shape": "round", "left": 40, "top": 20, "width": 20, "height": 30}


@require_POST
@authors_only
def add(request, me, block):
    """All files of a form; a page with scripts sends them one by one and shows how far it is."""
    block = block_of(me, block)
    form = PhotosForm(request.POST, request.FILES, one=block.kind == BlockKind.PHOTO)
    refused, brought = _brought(form, me, block) if form.is_valid() else (_refusals(form), 0)
    if request.headers.get("accept") == "application/json":
        return JsonResponse({"refusals": refused}, status=422 if refused else 200)
    return _answer(request, me, block, refused, brought)


def _brought(form, me, block):
    """What was refused of the files, in words, and how many came."""
    refused, files = [], form.cleaned_data["photos"]
    for number, file in enumerate(files):
        key = uuid5(form.story_edit(me).key, str(number))
        try:
            bring_photo(block=block, file=file, edit=StoryEdit(by=me, key=key))
        except DomainError as refusal:
            refused.append(f"{file.name}: {refusal}")
    return refused, len(files) - len(refused)


@require_http_methods(["GET", "HEAD", "POST"])
@authors_only
def describe(request, me, block, photo):
    block, shown = _picture(me, block, photo)
    form = PictureForm(posted(request), initial=_words_of(block, shown))
    answer = try_draft(
        request,
        form,
        me,
        lambda words, edit: describe_picture(block=block, photo=shown.photo, edit=edit, **words),
        to=page_of(me, block),
    )
    own = me.person.has_perm("media.describe_photo", shown.photo)
    page = {"desk": desk_of(me, "write"), "told": block, "form": form, "shown": shown, "own": own}
    status = 422 if form.is_bound else 200
    return answer or render(request, "travel_stories/picture_form.html", page, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@authors_only
def blur(request, me, block, photo):
    """A part of it, by figures; a page with scripts lets one drag on the picture."""
    block, shown = _picture(me, block, photo)
    if not me.person.has_perm("media.describe_photo", shown.photo):
        raise Http404
    form = BlurForm(posted(request), initial=A_FACE)
    if form.is_valid():
        blur_in_picture(block=block, photo=shown.photo, region=form.region, by=me)
        return conclude(request, _("That part is gone for good."), to=page_of(me, block))
    page = {"desk": desk_of(me, "write"), "told": block, "form": form, "shown": shown}
    status = 422 if form.is_bound else 200
    return render(request, "travel_stories/picture_blur.html", page, status=status)


@require_POST
@authors_only
def shift(request, me, block, photo):
    block, shown = _picture(me, block, photo)
    return try_press(
        request,
        StoryEditForm(request.POST),
        me,
        lambda edit: shift_picture(block=block, photo=shown.photo, edit=edit),
        to=page_of(me, block),
    )


@require_POST
@authors_only
def remove(request, me, block, photo):
    block, shown = _picture(me, block, photo)
    return try_press(
        request,
        StoryEditForm(request.POST),
        me,
        lambda edit: remove_picture(block=block, photo=shown.photo, edit=edit),
        to=page_of(me, block),
    )


def _picture(me, block, photo):
    block = block_of(me, block)
    shown = [one for one in pictures_shown(block) if one.photo.public_id == photo]
    if not shown:
        raise Http404
    return block, shown[0]


def _words_of(block, shown):
    photo = shown.photo
    return {
        "alt": photo.description,
        "caption": shown.caption,
        "credit": photo.credit,
        "licence": photo.licence,
        "based_on": block.version,
    }


def _refusals(form):
    return [str(error) for errors in form.errors.values() for error in errors]


def _answer(request, me, block, refused, brought):
    for refusal in refused:
        messages.error(request, refusal)
    if not brought:
        return redirect(page_of(me, block))
    said = ngettext("%(n)s photograph is there.", "%(n)s photographs are there.", brought)
    return conclude(request, said % {"n": brought}, to=page_of(me, block))
