"""The parts of the page on review."""
