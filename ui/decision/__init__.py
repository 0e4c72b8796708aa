"""Cards of the page „Ergebnis und Freigabe“."""
