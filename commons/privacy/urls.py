"""My data, to read and to take along."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from commons.privacy import views

app_name = "privacy"
urlpatterns = [
    path(_("me/data/"), views.my_data, name="my-data"),
    path(_("me/data/file/"), views.export, name="my-data-export"),
    path(_("me/data/archive/"), views.ask_for, name="archive-ask"),
    path(_("me/data/archive/file/"), views.archive_file, name="archive-file"),
    path(_("me/consents/"), views.my_consents, name="my-consents"),
    path(_("me/consents/withdraw/"), views.withdraw, name="consent-withdraw"),
    path(_("personal-data/"), views.processing_list, name="processings"),
    path(_("me/data/import/"), views.import_archive, name="import"),
    path(_("me/data/import/<str:public_id>/"), views.import_detail, name="import-detail"),
]
