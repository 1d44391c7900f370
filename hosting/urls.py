"""Addresses of hosting: one namespace for all of its apps."""

from hosting.communities import urls as communities
from hosting.coordination import urls as coordination
from hosting.host_space import urls as host_space
from hosting.notes import urls as notes
from hosting.public_pages import urls as public_pages
from hosting.requests import urls as requests

app_name = "hosting"

urlpatterns = [
    *public_pages.urlpatterns,
    *communities.urlpatterns,
    *host_space.urlpatterns,
    *requests.urlpatterns,
    *notes.urlpatterns,
    *coordination.urlpatterns,
]
