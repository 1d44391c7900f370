"""The photographs of a draft, by their numbers."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from hosting.actions.photos import (
    add_offer_photo,
    describe_offer_photo,
    move_offer_photo,
    remove_offer_photo,
)
from hosting.enums import OfferStep
from hosting.forms.photos import OfferPhotoForm, OfferPhotoWordsForm
from hosting.queries.drafts import numbered, step_url
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
    return step_page(request, draft, PHOTOS, None, "photos", photos=numbered(draft.photos.all()))


@form_page
def add(request, public_id):
    draft = own_draft(request, public_id, PHOTOS)
    files = request.FILES if request.method == "POST" else None
    form = OfferPhotoForm(posted(request), files)
    if form.is_valid() and done(request, form, add_offer_photo, offer=draft, **form.cleaned_data):
        return redirect(step_url(draft, PHOTOS))
    return step_page(request, draft, PHOTOS, form, "photo")


@form_page
def describe(request, public_id, number):
    draft = own_draft(request, public_id, PHOTOS)
    shown = _numbered(draft, number)
    form = OfferPhotoWordsForm(posted(request), initial=_words_of(shown))
    if form.is_valid() and done(
        request, form, describe_offer_photo, offer=draft, number=number, **form.cleaned_data
    ):
        return redirect(step_url(draft, PHOTOS))
    return step_page(request, draft, PHOTOS, form, "photo", shown=shown)


@login_required
@require_POST
def move(request, public_id, number):
    draft = own_draft(request, public_id, PHOTOS)
    return deed_then(request, step_url(draft, PHOTOS), move_offer_photo, offer=draft, number=number)


@login_required
@require_POST
def remove(request, public_id, number):
    draft = own_draft(request, public_id, PHOTOS)
    return deed_then(
        request, step_url(draft, PHOTOS), remove_offer_photo, offer=draft, number=number
    )


def _numbered(draft, number):
    for one in numbered(draft.photos.all()):
        if one.sort_order == number:
            return one
    raise Http404


def _words_of(shown):
    photo = shown.photo
    return {
        "alt": photo.description,
        "caption": shown.caption,
        "credit": photo.credit,
        "licence": photo.licence,
    }
