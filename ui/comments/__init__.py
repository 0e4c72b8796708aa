"""Comments at the fields: beside the focused field, and all of an assessment in one list."""
