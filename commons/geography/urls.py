"""`/geography/…`, for scripts: the language is a parameter, not part of the address."""

from django.urls import path, re_path

from commons.geography import views

BOX = r"(?P<south>-?\d{1,2}),(?P<west>-?\d{1,3}),(?P<north>-?\d{1,2}),(?P<east>-?\d{1,3})\.json$"

app_name = "geography"
urlpatterns = [
    path("suggestions", views.suggestions, name="suggestions"),
    path("streets.pmtiles", views.streets, name="streets"),
    re_path(rf"^land/{BOX}", views.land, name="land"),
    re_path(rf"^layers/{BOX}", views.layers, name="layers"),
]
