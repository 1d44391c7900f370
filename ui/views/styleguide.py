"""The styleguide, for those who build pages."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render


def styleguide(request):
    if not (settings.DEBUG or settings.UI_SHOW_STYLEGUIDE):
        raise Http404
    from ui.styleguide import samples  # noqa: PLC0415  only who builds pages needs them

    return render(request, "styleguide/page.html", samples())
