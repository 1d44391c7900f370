"""`/geography/…`, for scripts: the language is a parameter, not part of the address."""

from django.urls import path, re_path

from commons.geography import views

app_name = "geography"
urlpatterns = [
    path("suggestions", views.suggestions, name="suggestions"),
    re_path(
        r"^land/(?P<south>-?\d{1,2}),(?P<west>-?\d{1,3}),(?P<north>-?\d{1,2}),(?P<east>-?\d{1,3})\.json$",
        views.land,
        name="land",
    ),
]
