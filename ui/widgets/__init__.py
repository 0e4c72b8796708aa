"""Widgets and painting that more than one view uses."""
