"""The photographs of a draft: many come at once, each is said, placed, taken out and put back."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponseBadRequest
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from commons.media.forms import PhotoPlaceForm, PhotosForm
from commons.media.views import receive_photos
from core.http.actions import post_data_or_none
from core.http.shortcuts import get_or_404
from hosting.host_space.views.pages import (
    form_page,
    render_step,
    run_and_redirect,
    save_form,
    written_draft,
)
from hosting.offers.actions.photos import (
    add_offer_photo,
    describe_offer_photo,
    move_offer_photo,
    remove_offer_photo,
    restore_offer_photo,
)
from hosting.offers.choices.steps import OfferStep
from hosting.offers.forms.photos import OfferPhotoForm
from hosting.offers.selectors.drafts import step_url
from hosting.offers.selectors.photos import draft_photos, photos_in_order, removed_photos

PHOTOS = OfferStep.PHOTOS


@login_required
@require_safe
def index(request, public_id):
    draft = written_draft(request, public_id, PHOTOS)
    context = {
        "photos": photos_in_order(draft),
        "taken": removed_photos(draft),
        "bring": PhotosForm(),
    }
    return render_step(request, draft, PHOTOS, None, "photos", **context)


@login_required
@require_POST
def add(request, public_id):
    draft = written_draft(request, public_id, PHOTOS)
    return receive_photos(
        request,
        PhotosForm(request.POST, request.FILES),
        lambda file, key, licence: add_offer_photo(
            offer=draft, file=file, licence=licence, key=key, by=request.user
        ),
        to=step_url(draft, PHOTOS),
    )


@form_page
def describe(request, public_id, photo):
    draft = written_draft(request, public_id, PHOTOS)
    named = (one for one in draft_photos(draft) if one.photo.public_id == photo)
    draft_photo = get_or_404(next(named, None))
    form = OfferPhotoForm(
        post_data_or_none(request),
        initial=draft_photo.photo.words | {"caption": draft_photo.caption},
    )
    if form.is_valid() and save_form(
        request, form, describe_offer_photo, offer=draft, photo=photo, **form.cleaned_data
    ):
        return redirect(step_url(draft, PHOTOS))
    return render_step(request, draft, PHOTOS, form, "photo", draft_photo=draft_photo)


@login_required
@require_POST
def place(request, public_id, photo):
    draft = written_draft(request, public_id, PHOTOS)
    form = PhotoPlaceForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    place, after = step_url(draft, PHOTOS), form.cleaned_data["after"]
    return run_and_redirect(request, place, move_offer_photo, offer=draft, photo=photo, after=after)


@login_required
@require_POST
def remove(request, public_id, photo):
    draft = written_draft(request, public_id, PHOTOS)
    return run_and_redirect(
        request, step_url(draft, PHOTOS), remove_offer_photo, offer=draft, photo=photo
    )


@login_required
@require_POST
def restore(request, public_id, photo):
    draft = written_draft(request, public_id, PHOTOS)
    return run_and_redirect(
        request, step_url(draft, PHOTOS), restore_offer_photo, offer=draft, photo=photo
    )
