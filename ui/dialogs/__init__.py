"""Dialogs; they open beside the event loop and never block it."""
