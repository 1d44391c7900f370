"""Errors and warnings go to standard error, where a supervisor keeps them."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"patterns": {"()": "config.logs.AddressesAsPatterns"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "level": "WARNING",
            "filters": ["patterns"],
            "formatter": "line",
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Django's own would write the whole address, and mail it.
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},
        "django.request": {"level": "ERROR"},  # a page that isn't there is no news
    },
}
