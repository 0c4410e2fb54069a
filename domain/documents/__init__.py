"""Documents: files that a family and its provider share."""
