"""Which pages somebody may keep on their device to read them without network.

The apps above register the lists below which their pages stand (docs/adr/0049).
"""

from datetime import date, timedelta
from typing import Final

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from core.registry import Registry

KEPT_AFTER: Final = timedelta(days=7)

offline_scopes: Registry[str] = Registry()
"""Names of the URLs of lists: a page that may be kept stands below one, behind its public id."""


def paths_of_scopes() -> list[str]:
    """The path of every registered list, in every language of the site."""
    paths = (path for name in offline_scopes for path in paths_by_language(name).values())
    return sorted(paths)


def paths_by_language(url_name: str) -> dict[str, str]:
    """The path of a page without arguments, by language code."""
    paths = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            paths[code] = reverse(url_name)
    return paths


def keep_until(response: HttpResponse, last_day: date | None) -> None:
    """Say in the header `Keep-Until` how long a copy of this page may stay on a device.

    Seven days after the last day of the stay or trip; without one, after it was last seen.
    """
    day = last_day or timezone.localdate()
    response["Keep-Until"] = (day + KEPT_AFTER).isoformat()
