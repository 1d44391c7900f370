"""The project's addresses, and a page that does nothing: what every page costs at least."""

from django.urls import path
from django.views.generic import TemplateView

from config.urls import urlpatterns as of_the_project

urlpatterns = [
    path("bench/empty/", TemplateView.as_view(template_name="bench/empty.html")),
    *of_the_project,
]
