"""Addresses of what editorial pages hold."""

from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _
from wagtail.urls import serve_pattern

from cms.views import pages, recordings

app_name = "cms"

urlpatterns = [
    path(_("recordings/<public_id:public_id>/"), recordings.recording, name="recording"),
    re_path(serve_pattern, pages.page, name="page"),
]
