"""Cards, oEmbed and the styleguide."""
