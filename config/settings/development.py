"""One's own machine: errors are shown, and secrets are the defaults that everybody knows."""

from config.settings.base import *

DEBUG = env.bool("DEBUG", default=True)
