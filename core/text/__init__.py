"""Words and how they are written: formatting, markup, rich text, XML."""
