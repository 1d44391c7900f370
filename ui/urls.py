"""Pages of the frame: styleguide, cards for the pages of others, manifest, page without network."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from ui.views import cards, styleguide, web_app

app_name = "core"

urlpatterns = [
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("manifest.webmanifest", web_app.manifest, name="manifest"),
    path(_("offline/"), web_app.offline, name="offline"),
    path(_("cards/<slug:noun>/<public_id:public_id>/"), cards.card, name="card"),
]
