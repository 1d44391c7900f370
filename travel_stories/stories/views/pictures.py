"""Photographs of a block: many at once, one by one in words, in another order."""

from django.http import Http404, HttpResponseBadRequest
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from commons.media.forms import PhotoPlaceForm
from commons.media.views import receive_photos
from core.http.actions import post_data_or_none, redirect_with_success
from travel_stories.collaboration.forms import EditForm
from travel_stories.collaboration.models import Edit
from travel_stories.stories.actions.photos import upload_photo
from travel_stories.stories.actions.pictures import (
    blur_in_picture,
    describe_picture,
    place_picture,
    remove_picture,
)
from travel_stories.stories.choices import BlockKind
from travel_stories.stories.forms.blocks import BlurForm, PictureForm, StoryPhotosForm
from travel_stories.stories.presenters.desks import desk_of
from travel_stories.stories.selectors.blocks import pictures_shown
from travel_stories.stories.views.blocks import block_of, page_of
from travel_stories.stories.views.drafts import authors_only, try_button, try_edit

A_FACE = {"shape": "round", "left": 40, "top": 20, "width": 20, "height": 30}


@require_POST
@authors_only
def add(request, me, block):
    """All files of a form; a page with scripts sends them one by one and shows how far it is."""
    block = block_of(me, block)
    return receive_photos(
        request,
        StoryPhotosForm(request.POST, request.FILES, one=block.kind == BlockKind.PHOTO),
        lambda file, key, licence: upload_photo(
            block=block, file=file, licence=licence, edit=Edit(by=me, key=key)
        ),
        to=page_of(me, block),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@authors_only
def describe(request, me, block, photo):
    block, shown = _picture(me, block, photo)
    own = me.person.has_perm("media.describe_photo", shown.photo)
    form = PictureForm(
        post_data_or_none(request),
        initial=shown.photo.words | {"caption": shown.caption, "based_on": block.version},
        own=own,
    )
    answer = try_edit(
        request,
        form,
        me,
        lambda words, edit: describe_picture(block=block, photo=shown.photo, edit=edit, **words),
        to=page_of(me, block),
    )
    return answer or _page(request, "form", me, story_block=block, form=form, shown=shown, own=own)


@require_http_methods(["GET", "HEAD", "POST"])
@authors_only
def blur(request, me, block, photo):
    """A part of it, by figures; a page with scripts lets one drag on the picture."""
    block, shown = _picture(me, block, photo)
    if not me.person.has_perm("media.describe_photo", shown.photo):
        raise Http404
    form = BlurForm(post_data_or_none(request), initial=A_FACE)
    if form.is_valid():
        blur_in_picture(block=block, photo=shown.photo, region=form.region, by=me)
        return redirect_with_success(
            request, _("That part has been permanently blurred."), to=page_of(me, block)
        )
    return _page(request, "blur", me, story_block=block, form=form, shown=shown)


@require_POST
@authors_only
def place(request, me, block, photo):
    block, shown = _picture(me, block, photo)
    asked = PhotoPlaceForm(request.POST)
    if not asked.is_valid():
        return HttpResponseBadRequest()
    return try_button(
        request,
        EditForm(request.POST),
        me,
        lambda edit: place_picture(block=block, photo=shown.photo, edit=edit, **asked.cleaned_data),
        to=page_of(me, block),
    )


@require_POST
@authors_only
def remove(request, me, block, photo):
    block, shown = _picture(me, block, photo)
    return try_button(
        request,
        EditForm(request.POST),
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


def _page(request, name, me, *, form, **shown):
    page = {"desk": desk_of(me, "write"), "form": form} | shown
    status = 422 if form.is_bound else 200
    return render(request, f"stories/picture_{name}.html", page, status=status)
