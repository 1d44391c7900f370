"""Wagtail starts whole, but for a door that nobody opens."""

from django.apps import apps
from wagtail.admin.forms.models import registry as widgets
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.widgets import AdminImageChooser
from wagtail.permissions import policy_registry

from cms.pages.models import DestinationPage
from commons.media.models import Photo
from tests.imported_modules import steps_of


def test_no_process_imports_a_door_that_nobody_opens():
    steps = steps_of()

    assert steps["started"].modules & {"ninja", "wagtail.api.v3.api"} == set()
    # whoever asks for it afterwards gets Wagtail's own
    assert steps["API of Wagtail imported"].answer == "Router"


def test_what_else_wagtail_does_at_its_start_is_done():
    names = [apps.get_app_config(label).name for label in ("wagtailimages", "wagtaildocs")]

    assert names == ["wagtail.images", "wagtail.documents"]
    assert all(policy_registry.get_by_type(model) for model in (Photo, Redirect))
    photo = DestinationPage._meta.get_field("photo")
    assert widgets.get(photo)["widget"] is AdminImageChooser
