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
    CC_BY_SA_3 = "CC-BY-SA-3.0", _("Creative Commons BY-SA 3.0")

    @property
    def short(self) -> str:
        """As it stands below a photograph."""
        return SHORT.get(self, str(self.label))

    @property
    def url(self) -> str:
        """Where it can be read; nothing where all rights are reserved."""
        return ADDRESSES.get(self, "")


# What is made today: version 3.0 is for photographs that others published under it.
WORK_LICENCES: Final = [one for one in Licence.choices if one[0] != Licence.CC_BY_SA_3]
# For an upload, its default first: nobody gives more away than they mean to.
UPLOAD_LICENCES: Final = [
    (Licence.ALL_RIGHTS.value, _("All rights reserved: use on this site only")),
    *(one for one in WORK_LICENCES if one[0] != Licence.ALL_RIGHTS),
]
SHORT: Final = {
    Licence.CC_BY_SA: "CC BY-SA 4.0",
    Licence.CC_BY: "CC BY 4.0",
    Licence.CC0: "CC0 1.0",
    Licence.CC_BY_SA_3: "CC BY-SA 3.0",
}
ADDRESSES: Final = {
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
    Licence.CC_BY_SA_3: "https://creativecommons.org/licenses/by-sa/3.0/",
    Licence.PUBLIC_DOMAIN: "https://creativecommons.org/publicdomain/mark/1.0/",
}
