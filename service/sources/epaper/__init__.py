"""A newspaper's own site, the e-paper: an issue found by its day, page by page and article by article."""
