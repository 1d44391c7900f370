"""The well-known address of keys and heads (RFC 8615)."""

from django.urls import path

from commons.signing.views import heads
from core.api.decorators import public_api_view

app_name = "signing"
urlpatterns = [
    path("hirondelle/heads.json", public_api_view(heads, urlconf=__name__), name="heads"),
]
