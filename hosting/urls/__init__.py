"""Addresses of hosting, one module a room of the site."""

from hosting.urls import communities, coordination, host_space, offers, requests

app_name = "hosting"

urlpatterns = [
    *offers.urlpatterns,
    *communities.urlpatterns,
    *host_space.urlpatterns,
    *requests.urlpatterns,
    *coordination.urlpatterns,
]
