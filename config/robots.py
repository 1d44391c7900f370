"""What we ask of robots: read the pages, leave the filters and the private rooms alone."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

RULES = """\
User-agent: *
Disallow: /cms/
Disallow: /i18n/
Disallow: /*?
Allow: /sitemap-

Sitemap: {sitemap}
"""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    return HttpResponse(RULES.format(sitemap=sitemap), content_type="text/plain; charset=utf-8")
