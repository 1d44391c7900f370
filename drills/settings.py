"""As in production, with what would make a drill long made short."""

from datetime import timedelta

from config.settings.production import *

# What a killed worker had in its hands is tried again after this time: five minutes on a site.
OUTBOX_LEASE = timedelta(seconds=12)
MAIL_LEASE = timedelta(seconds=6)
# Nobody looks at style sheets here: they needn't be collected.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
