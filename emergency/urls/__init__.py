"""Addresses of an emergency: the public room, magic links, and the desk."""

from emergency.urls import desk, doors

app_name = "emergency"

urlpatterns = [*desk.urlpatterns, *doors.urlpatterns]
