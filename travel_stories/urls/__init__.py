"""Addresses of the travel workshop, one module a room."""

from travel_stories.urls import (

app_name = "travel_stories"

urlpatterns = [
    *(.urlpatterns,
]
