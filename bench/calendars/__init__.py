"""How calendars of several sites agree, and what reading them costs."""
