"""The photographs of a draft: many come at once, each is said, placed, taken out and put back."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseBadRequest
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from commons.media.forms import PhotoPlaceForm, PhotosForm
from commons.media.views import take_photos
from hosting.actions.photos import (
    add_offer_photo,
    describe_offer_photo,
    place_offer_photo,
    remove_offer_photo,
    restore_offer_photo,
)
from hosting.enums import OfferStep
from hosting.forms.photos import OfferPhotoForm
from hosting.queries.drafts import step_url
from hosting.queries.photos import photos_in_order, photos_shown, taken_out
from hosting.views.host_space.pages import (
    deed_then,
    done,
    form_page,
    own_draft,
    posted,
    step_page,
)

PHOTOS = OfferStep.PHOTOS


@login_required
@require_safe
def index(request, public_id):
    draft = own_draft(request, public_id, PHOTOS)
    shown = {"photos": photos_in_order(draft), "taken": taken_out(draft), "bring": PhotosForm()}
    return step_page(request, draft, PHOTOS, None, "photos", **shown)


@login_required
@require_POST
def add(request, public_id):
    draft = own_draft(request, public_id, PHOTOS)
    return take_photos(
        request,
        PhotosForm(request.POST, request.FILES),
        lambda file, key: add_offer_photo(offer=draft, file=file, key=key, by=request.user),
        to=step_url(draft, PHOTOS),
    )


@form_page
def describe(request, public_id, photo):
    draft = own_draft(request, public_id, PHOTOS)
    shown = _named(draft, photo)
    form = OfferPhotoForm(posted(request), initial=shown.photo.words | {"caption": shown.caption})
    if form.is_valid() and done(
        request, form, describe_offer_photo, offer=draft, photo=photo, **form.cleaned_data
    ):
        return redirect(step_url(draft, PHOTOS))
    return step_page(request, draft, PHOTOS, form, "photo", shown=shown)


@login_required
@require_POST
def place(request, public_id, photo):
    draft = own_draft(request, public_id, PHOTOS)
    form = PhotoPlaceForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    place, after = step_url(draft, PHOTOS), form.cleaned_data["after"]
    return deed_then(request, place, place_offer_photo, offer=draft, photo=photo, after=after)


@login_required
@require_POST
def remove(request, public_id, photo):
    draft = own_draft(request, public_id, PHOTOS)
    return deed_then(request, step_url(draft, PHOTOS), remove_offer_photo, offer=draft, photo=photo)


@login_required
@require_POST
def restore(request, public_id, photo):
    draft = own_draft(request, public_id, PHOTOS)
    return deed_then(
        request, step_url(draft, PHOTOS), restore_offer_photo, offer=draft, photo=photo
    )


def _named(draft, photo):
    for one in photos_shown(draft):
        if one.photo.public_id == photo:
            return one
    raise Http404
