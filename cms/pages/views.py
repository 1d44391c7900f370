"""Editorial pages: in the language of the address, or else in the one that they are told in.

And the form by which coordinators write the page of their destination.
"""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from wagtail.views import serve

from cms.pages.actions.destination_drafts import submit_destination
from cms.pages.forms import DestinationForm
from cms.pages.models.destinations import destinations_coordinated_by
from cms.pages.presenters.translations import find_in_other_language
from cms.pages.selectors.page_lookup import page_at, site_of
from core.http.actions import post_data_or_none, redirect_with_success, try_form
from core.http.page_caching import cache_for_anonymous


@cache_for_anonymous
def page(request, path):
    """What this language lacks is shown in another one, and says so."""
    if site := site_of(request):
        request._wagtail_route_for_request = page_at(site, get_language(), path)
    try:
        return serve(request, path)
    except Http404:
        found = find_in_other_language(request, path)
        if found is None:
            raise
    if found.here:
        return redirect(found.here.get_url(request))
    request._wagtail_route_for_request = (found.page, [], {})  # as if it had been found here
    return serve(request, path)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write_destination(request, language, slug):
    """The newest draft of the page; sending it asks somebody to read it before it is shown."""
    mine = destinations_coordinated_by(request.user).filter(locale__language_code=language)
    destination = get_object_or_404(mine, slug=slug)
    draft = destination.get_latest_revision_as_object()
    form = DestinationForm(post_data_or_none(request), draft=draft)
    if form.is_valid() and try_form(
        form,
        lambda **_data: submit_destination(page=destination, by=request.user, **form.as_words()),
    ):
        done = _("Page submitted for review. We’ll notify you once someone has reviewed it.")
        return redirect_with_success(request, done, to=reverse("notifications:desk"))
    context = {"page": destination, "form": form, "is_read": destination.workflow_in_progress}
    status = 422 if form.is_bound else 200
    return render(request, "pages/write_destination.html", context, status=status)
