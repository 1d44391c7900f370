"""The pages that core has: its styleguide, and cards that stand on the pages of others."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from ui.views import cards, styleguide

app_name = "core"

urlpatterns = [
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path(_("cards/<slug:noun>/<public_id:public_id>/"), cards.card, name="card"),
]
