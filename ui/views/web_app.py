"""What makes the site an app on a phone: manifest, service worker, page without network."""

import json
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from ui.navigation import default_navigation
from ui.offline_pages import paths_by_language, paths_of_scopes
from ui.views.errors import static_context

ICONS: Final = (  # a phone cuts a maskable icon round: its bird stands further from the edge
    ("img/app-icons/icon-192.png", "192x192", "any"),
    ("img/app-icons/icon-512.png", "512x512", "any"),
    ("img/app-icons/maskable-512.png", "512x512", "maskable"),
)
PAPER: Final = "#fbf7f0"  # --paper of css/tokens.css: what a phone shows while the site starts


@require_safe
@cache_control(public=True, max_age=3600)
def manifest(request: HttpRequest) -> HttpResponse:
    """Web app manifest (https://www.w3.org/TR/appmanifest/) in the language of its address."""
    navigation = default_navigation(signed_in=True)
    shortcuts = [link for link in (*navigation.bar, navigation.desk) if link]
    return JsonResponse(
        {
            "id": "/",
            "name": settings.WAGTAIL_SITE_NAME,
            "short_name": settings.WAGTAIL_SITE_NAME,
            "lang": get_language(),
            "start_url": navigation.home.url,
            "scope": "/",
            "display": "standalone",
            "background_color": PAPER,
            "theme_color": PAPER,
            "icons": [
                {"src": static(path), "sizes": sizes, "type": "image/png", "purpose": purpose}
                for path, sizes, purpose in ICONS
            ],
            "shortcuts": [{"name": str(link.label), "url": link.url} for link in shortcuts],
        },
        content_type="application/manifest+json",
    )


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Shown by the service worker where there is no network: what is kept on this device.

    It is kept itself, without whoever is logged in, so it holds nothing of theirs.
    """
    return render(request, "offline.html", static_context())


@never_cache
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script of `js/offline-worker.js`, told which pages may be kept and which icon is ours.

    It stands at the root, because a worker sees only to the pages below its own address.
    """
    scopes = json.dumps(paths_of_scopes())
    pages = json.dumps(paths_by_language("core:offline"))
    icon = json.dumps(static(ICONS[0][0]))
    script = json.dumps(static("js/offline-worker.js"))
    return HttpResponse(
        f"self.offlineScopes = {scopes};\nself.offlinePages = {pages};\n"
        f"self.messageIcon = {icon};\nimportScripts({script});\n",
        content_type="text/javascript",
    )
