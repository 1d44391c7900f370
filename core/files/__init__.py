"""Files that are read or written: calendars, GPX, PDF, sound, DATAtourisme."""
