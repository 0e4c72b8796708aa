"""The way out: what is still missing, the document, its signature, and checking what came back."""
