"""Editorial pages: in the language of the address, or else in the one that they are told in."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import get_language
from wagtail.views import serve

from cms.pages.presenters.translations import find_in_other_language
from cms.pages.selectors.page_lookup import page_at, site_of
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
