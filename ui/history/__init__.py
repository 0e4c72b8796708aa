"""The history of an assessment: its entries, filtered and read as far as somebody scrolls."""
