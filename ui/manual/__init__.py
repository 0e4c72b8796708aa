"""The manual in a window of its own, beside the work: contents, page, search."""
