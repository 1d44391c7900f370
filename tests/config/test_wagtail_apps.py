"""Wagtail starts whole, but for a door that nobody opens."""

import os
import subprocess
import sys

from django.apps import apps
from wagtail.admin.forms.models import registry as widgets
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.widgets import AdminImageChooser
from wagtail.permissions import policy_registry

from cms.models import DestinationPage
from commons.media.models import Photo
from scripts.machine import ROOT

WHO_IMPORTS = (
    "import sys, django; django.setup();"
    "print(*(name for name in ('ninja', 'wagtail.api.v3.api') if name in sys.modules));"
    "from wagtail.contrib.redirects.api.v3 import router; print(type(router).__name__)"
)


def test_no_process_imports_a_door_that_nobody_opens():
    ran = subprocess.run(
        [sys.executable, "-c", WHO_IMPORTS],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.test"},
        capture_output=True,
        text=True,
        check=True,
    )

    # whoever asks for it afterwards gets Wagtail's own
    assert ran.stdout.splitlines() == ["", "Router"]


def test_what_else_wagtail_does_at_its_start_is_done():
    names = [apps.get_app_config(label).name for label in ("wagtailimages", "wagtaildocs")]

    assert names == ["wagtail.images", "wagtail.documents"]
    assert all(policy_registry.get_by_type(model) for model in (Photo, Redirect))
    photo = DestinationPage._meta.get_field("photo")
    assert widgets.get(photo)["widget"] is AdminImageChooser
