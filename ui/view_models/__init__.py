"""State and signals behind the views; no widget is imported here."""
