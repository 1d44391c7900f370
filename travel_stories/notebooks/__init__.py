"""What is taken along: documents, notebooks and booklets, files of a whole trip."""
