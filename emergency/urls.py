"""Addresses of an emergency, each app with its own."""

from emergency.desk import urls as desk
from emergency.public_pages import urls as public_pages
from emergency.standby import urls as standby

app_name = "emergency"

urlpatterns = [*desk.urlpatterns, *standby.urlpatterns, *public_pages.urlpatterns]
