"""Who may do what in hosting: claims, and the permissions built from them."""
