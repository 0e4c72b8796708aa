"""The window: pages, view models, widgets; the only place that knows Qt."""
