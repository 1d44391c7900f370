"""Under which terms a picture may be used, and the sizes that are made of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Licence(models.TextChoices):
    """SPDX identifiers where there is one."""

    CC_BY_SA = "CC-BY-SA-4.0", _("Creative Commons BY-SA 4.0")
    CC_BY = "CC-BY-4.0", _("Creative Commons BY 4.0")
    CC0 = "CC0-1.0", _("Creative Commons Zero")
    PUBLIC_DOMAIN = "public-domain", _("Public domain")
    ALL_RIGHTS = "all-rights-reserved", _("All rights reserved")
