"""Errors go to standard error, where a supervisor keeps them: nobody has to ask for it."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"patterns": {"()": "config.logs.AddressesAsPatterns"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "level": "ERROR",
            "filters": ["patterns"],
            "formatter": "line",
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Django's own would write the whole address, and mail it.
    "loggers": {"django": {"handlers": [], "level": "INFO"}},
}
