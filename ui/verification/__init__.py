"""Checking signed documents: where they come in, what was found, whom this workplace trusts."""
