"""One's own searches: keeping, renaming, forgetting, and being left in peace."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.http.actions import redirect_with_success, run_action
from search.saved.actions import delete_search, rename_search, save_search, set_mails
from search.saved.forms import NameForm, SaveForm
from search.saved.models import SavedSearch
from search.saved.selectors import saved_search_from_token

MINE = "search:saved-list"


@login_required
@require_safe
def index(request):
    shown = {"searches": SavedSearch.objects.visible_to(request.user)}
    return render(request, "saved_searches/saved_list.html", shown)


@login_required
@require_POST
def save(request):
    form = SaveForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This search can't be kept."))
        return redirect(MINE)
    asked = form.cleaned_data
    done = _("Kept. You find it here again.")
    return run_action(request, lambda: save_search(**asked, by=request.user), done=done, to=MINE)


@login_required
@require_POST
def rename(request, public_id):
    saved, form = mine(request, public_id), NameForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("A search needs a name of at most 120 signs."))
        return redirect(MINE)
    rename_search(saved=saved, name=form.cleaned_data["name"], by=request.user)
    return redirect_with_success(request, _("It has its new name."), to=MINE)


@login_required
@require_POST
def mails(request, public_id):
    saved, wanted = mine(request, public_id), request.POST.get("mails") == "on"
    done = _("We write when something new fits.") if wanted else _("No more mails about this.")

    def set_preference():
        return set_mails(saved=saved, mails=wanted, by=request.user)

    return run_action(request, set_preference, done=done, to=MINE)


@login_required
@require_POST
def forget(request, public_id):
    delete_search(saved=mine(request, public_id), by=request.user)
    return redirect_with_success(request, _("Forgotten."), to=MINE)


@require_http_methods(["GET", "HEAD", "POST"])
def quiet(request, token):
    """From a mail: one button, and no need to come in."""
    saved = saved_search_from_token(token)
    if saved is None:
        raise Http404
    if request.method == "POST":
        saved = set_mails(saved=saved, mails=False, by=saved.owner)
    return render(request, "saved_searches/saved_quiet.html", {"saved": saved})


def mine(request, public_id):
    """Somebody else's isn't there."""
    return get_object_or_404(SavedSearch.objects.visible_to(request.user), public_id=public_id)
