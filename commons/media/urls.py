"""`/media/photos/…`"""

from django.urls import re_path

from commons.media import views

app_name = "media"
urlpatterns = [
    re_path(
        r"^photos/(?P<folder>[0-9a-f]{2})/(?P<name>[0-9a-f]{32}[\w.-]*)$",
        views.photo_file,
        name="photo-file",
    ),
]
