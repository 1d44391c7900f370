"""Under which terms a picture may be used, and the sizes that are made of it."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Licence(models.TextChoices):
    """SPDX identifiers where there is one."""

    CC_BY_SA = "CC-BY-SA-4.0", _("Creative Commons BY-SA 4.0")
    CC_BY = "CC-BY-4.0", _("Creative Commons BY 4.0")
    CC0 = "CC0-1.0", _("Creative Commons Zero")
    PUBLIC_DOMAIN = "public-domain", _("Public domain")
    ALL_RIGHTS = "all-rights-reserved", _("All rights reserved")

    @property
    def short(self) -> str:
        """As it stands below a photograph."""
        return SHORT.get(self, str(self.label))

    @property
    def url(self) -> str:
        """Where it can be read; nothing where all rights are reserved."""
        return ADDRESSES.get(self, "")


SHORT: Final = {
    Licence.CC_BY_SA: "CC BY-SA 4.0",
    Licence.CC_BY: "CC BY 4.0",
    Licence.CC0: "CC0 1.0",
}
ADDRESSES: Final = {
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
    Licence.PUBLIC_DOMAIN: "https://creativecommons.org/publicdomain/mark/1.0/",
}
