"""As in all tests, but the language of the process is French, as on a site where nobody chose."""

from config.settings.test import *

LANGUAGE_CODE = "fr"
