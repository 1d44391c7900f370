"""One's own searches: keeping, renaming, forgetting, and being left in peace."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.http.actions import redirect_with_success, run_action
from hosting.offers.models.goods import Product
from search.saved.actions import (
    delete_search,
    rename_search,
    save_search,
    set_mails,
    unwatch_stock,
    watch_stock,
)
from search.saved.forms import NameForm, SaveForm
from search.saved.models import SavedSearch, StockWatch
from search.saved.selectors import saved_search_from_token

MINE = "search:saved-list"


@login_required
@require_safe
def index(request):
    shown = {
        "searches": SavedSearch.objects.visible_to(request.user),
        "watches": StockWatch.objects.visible_to(request.user).with_products(),
    }
    return render(request, "saved_searches/saved_list.html", shown)


@login_required
@require_POST
def save(request):
    form = SaveForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This search couldn’t be saved. Try again with fewer filters."))
        return redirect(MINE)
    asked = form.cleaned_data
    done = _("Search saved. You can find it here.")
    return run_action(request, lambda: save_search(**asked, by=request.user), done=done, to=MINE)


@login_required
@require_POST
def rename(request, public_id):
    saved, form = mine(request, public_id), NameForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Enter a name of up to 120 characters."))
        return redirect(MINE)
    rename_search(saved=saved, name=form.cleaned_data["name"], by=request.user)
    return redirect_with_success(request, _("Search renamed."), to=MINE)


@login_required
@require_POST
def mails(request, public_id):
    saved, wanted = mine(request, public_id), request.POST.get("mails") == "on"
    done = (
        _("We’ll email you when a new offer matches this search.")
        if wanted
        else _("You won’t get any more emails about this search.")
    )

    def set_preference():
        return set_mails(saved=saved, mails=wanted, by=request.user)

    return run_action(request, set_preference, done=done, to=MINE)


@login_required
@require_POST
def forget(request, public_id):
    delete_search(saved=mine(request, public_id), by=request.user)
    return redirect_with_success(request, _("Search deleted."), to=MINE)


@require_http_methods(["GET", "HEAD", "POST"])
def quiet(request, token):
    """From a mail: one button, and no need to come in."""
    saved = saved_search_from_token(token)
    if saved is None:
        raise Http404
    if request.method == "POST":
        saved = set_mails(saved=saved, mails=False, by=saved.owner)
    return render(request, "saved_searches/saved_quiet.html", {"saved": saved})


@login_required
@require_POST
def watch(request, public_id):
    product = get_object_or_404(Product.objects.public(), public_id=public_id)
    done = _("We’ll email you once, when it’s back in stock.")
    return run_action(
        request, lambda: watch_stock(product=product, by=request.user), done=done, to=product
    )


@login_required
@require_POST
def unwatch(request, public_id):
    """Pressed twice, or after the email has gone, it changes nothing."""
    watches = StockWatch.objects.visible_to(request.user)
    found = watches.filter(product__public_id=public_id).first()
    if found is not None:
        unwatch_stock(watch=found, by=request.user)
    return redirect_with_success(request, _("You won’t get an email about this product."), to=MINE)


def mine(request, public_id):
    """Somebody else's isn't there."""
    return get_object_or_404(SavedSearch.objects.visible_to(request.user), public_id=public_id)
