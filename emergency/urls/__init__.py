"""Addresses of an emergency: the public room, magic links, and the desk."""

from emergency.urls import desk, public

app_name = "emergency"

urlpatterns = [*desk.urlpatterns, *public.urlpatterns]
