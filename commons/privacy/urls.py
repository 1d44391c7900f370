"""My data, to read and to take along."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from commons.privacy import views

app_name = "privacy"
urlpatterns = [
    path(_("me/data/"), views.my_data, name="my-data"),
    path(_("me/data/file/"), views.export, name="my-data-export"),
]
