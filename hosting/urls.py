"""Addresses of hosting: one namespace for all of its apps."""

from hosting.calendar_conflicts import urls as calendar_conflicts
from hosting.calendar_feeds import urls as calendar_feeds
from hosting.calendar_links import urls as calendar_links
from hosting.cohosts import urls as cohosts
from hosting.communities import urls as communities
from hosting.coordination import urls as coordination
from hosting.enquiries import urls as enquiries
from hosting.favourites import urls as favourites
from hosting.host_space import urls as host_space
from hosting.network_imports import urls as network_imports
from hosting.notes import urls as notes
from hosting.public_pages import urls as public_pages
from hosting.quotes import urls as quotes
from hosting.requests import urls as requests

app_name = "hosting"

urlpatterns = [
    *public_pages.urlpatterns,
    *communities.urlpatterns,
    *favourites.urlpatterns,
    *cohosts.urlpatterns,
    *calendar_links.urlpatterns,
    *host_space.urlpatterns,
    *calendar_conflicts.urlpatterns,
    *calendar_feeds.urlpatterns,
    *requests.urlpatterns,
    *enquiries.urlpatterns,
    *notes.urlpatterns,
    *quotes.urlpatterns,
    *network_imports.urlpatterns,
    *coordination.urlpatterns,
]
