"""Addresses of hosting, one module a room of the site."""

from hosting.urls import (
    communities,
    coordination,
    founding,
    host_space,
    notes,
    offers,
    requests,
)

app_name = "hosting"

urlpatterns = [
    *offers.urlpatterns,
    *communities.urlpatterns,
    *founding.urlpatterns,
    *host_space.urlpatterns,
    *requests.urlpatterns,
    *notes.urlpatterns,
    *coordination.urlpatterns,
]
