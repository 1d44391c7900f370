"""Communities, how one joins, and how one is founded."""

from hosting.communities.urls import communities, founding

urlpatterns = [*communities.urlpatterns, *founding.urlpatterns]
