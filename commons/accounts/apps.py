"""People, how they come in, and what they may do."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    default = True
    name = "commons.accounts"
    verbose_name = _("accounts")

    def ready(self) -> None:
        import_module("commons.accounts.registrations")
        import_module("commons.accounts.receivers")


class AdminUsersConfig(WagtailUsersAppConfig):
    """Wagtail's own, with our pages of people instead of its user forms."""

    default = False
    user_viewset = "commons.accounts.admin.PeopleViewSet"
