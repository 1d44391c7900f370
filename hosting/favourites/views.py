"""One's own lists, the heart of an offer, and a list as whoever has its link reads it."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import DomainError
from core.http.actions import redirect_with_success, run_action
from core.http.return_urls import same_site_path
from core.http.shortcuts import get_or_404
from hosting.favourites.actions import (
    create_list,
    delete_list,
    remove_favourite,
    rename_list,
    save_favourite,
    share_list,
    stop_sharing,
)
from hosting.favourites.forms import ListForm, SaveForm
from hosting.favourites.models import FavouriteList
from hosting.favourites.presenters import PENDING, list_page
from hosting.favourites.registries import links_of_list
from hosting.favourites.selectors import favourite_ids, lists_of, shared_list
from hosting.offers.models.offers import Offer
from hosting.public_pages.presenters.cards import cards_of
from ui.form_errors import flash_form_errors

INDEX = "hosting:favourite-lists"
BY_SCRIPT = "X-Requested-With"  # elements/heart-button.js stays on its page
UNPROCESSABLE = 422


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def index(request):
    form = ListForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return redirect(create_list(name=form.cleaned_data["name"], by=request.user))
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    context = {"lists": lists_of(request.user), "form": form}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "favourites/list_index.html", context, status=status)


@login_required
@require_safe
def detail(request, public_id):
    favourite_list = own_list(request, public_id)
    gone = Offer.objects.public().filter(public_id=request.GET.get("removed", "")[:8])
    removed = next(iter(cards_of(gone.values_list("pk", flat=True))), None)
    page = list_page(favourite_list)
    context = {
        "page": page,
        "lists": lists_of(request.user),
        "links": links_of_list(favourite_list),
        "removed": removed,
        "share_url": f"{settings.BASE_URL}{favourite_list.share_path}",
    }
    return render(request, "favourites/list_detail.html", context)


@login_required
@require_POST
def rename(request, public_id):
    favourite_list, form = own_list(request, public_id), ListForm(request.POST)
    if not form.is_valid():
        flash_form_errors(request, form)
        return redirect(favourite_list)
    name = form.cleaned_data["name"]
    rename_list(favourite_list=favourite_list, name=name, by=request.user)
    return redirect_with_success(request, _("List renamed."), to=favourite_list)


@login_required
@require_POST
def delete(request, public_id):
    delete_list(favourite_list=own_list(request, public_id), by=request.user)
    return redirect_with_success(request, _("List deleted."), to=INDEX)


@login_required
@require_POST
def share(request, public_id):
    favourite_list = own_list(request, public_id)
    share_list(favourite_list=favourite_list, by=request.user)
    return redirect_with_success(
        request, _("You can now share this list with its link."), to=favourite_list
    )


@login_required
@require_POST
def unshare(request, public_id):
    favourite_list = own_list(request, public_id)
    stop_sharing(favourite_list=favourite_list, by=request.user)
    return redirect_with_success(
        request,
        _("This list is no longer shared: its link has stopped working."),
        to=favourite_list,
    )


@login_required
@require_POST
def save(request, public_id):
    """A heart that is pressed, or an offer that goes into another list."""
    offers = Offer.objects.visible_to(request.user)
    offer = get_object_or_404(offers, public_id=public_id)
    form = SaveForm(request.POST, person=request.user)
    into = form.cleaned_data["into"] if form.is_valid() else None
    if request.headers.get(BY_SCRIPT):
        return answer_script(lambda: save_favourite(offer=offer, by=request.user, into=into))
    return run_action(
        request,
        lambda: save_favourite(offer=offer, by=request.user, into=into),
        done=lambda favourite: _("Offer saved to “%(list)s”.") % {"list": favourite.list.name},
        to=page_before(request),
    )


@login_required
@require_POST
def remove(request, public_id):
    """The page of the list offers to undo it; elsewhere the heart itself does."""
    offer = get_object_or_404(Offer, public_id=public_id)
    if request.headers.get(BY_SCRIPT):
        return answer_script(lambda: remove_favourite(offer=offer, by=request.user))
    favourite_list = remove_favourite(offer=offer, by=request.user)
    back = page_before(request)
    if favourite_list and back == favourite_list.get_absolute_url():
        return redirect(f"{back}?{urlencode({'removed': offer.public_id})}")
    return redirect_with_success(request, _("Offer removed from your favourites."), to=back)


@never_cache
@require_safe
def press(request, public_id):
    """The heart of a visitor: they sign up or log in, come back, and the offer is kept."""
    offer = get_object_or_404(Offer.objects.public(), public_id=public_id)
    back = page_before(request, default=offer.get_absolute_url())
    if request.user.is_authenticated:  # in another tab meanwhile
        return redirect(back)
    request.session[PENDING] = offer.public_id
    messages.info(request, _("Create an account or log in, and we’ll save this offer for you."))
    return redirect(f"{reverse('account_signup')}?{urlencode({'next': back})}")


@require_safe
@never_cache
def shared(request, token):
    """By a secret link, without an account."""
    favourite_list = get_or_404(shared_list(token))
    page = list_page(favourite_list)
    context = {"page": page, "kept": favourite_ids(request.user, page.public_ids)}
    return render(request, "favourites/list_shared.html", context)


def own_list(request, public_id):
    """Somebody else's isn't there."""
    return get_object_or_404(FavouriteList.objects.visible_to(request.user), public_id=public_id)


def page_before(request, default=INDEX):
    """The page that the form or the link came from."""
    sent = request.POST if request.method == "POST" else request.GET
    return same_site_path(request, sent.get("back", "")) or default


def answer_script(action):
    """Nothing where it was done, the refusal in words where it wasn't."""
    try:
        action()
    except DomainError as refusal:
        return HttpResponse(str(refusal), status=UNPROCESSABLE, content_type="text/plain")
    return HttpResponse(status=204)
