"""Frozen versions in the window: their list, what changed between two of them, and marks in the forms."""
