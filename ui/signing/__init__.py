"""Signing a document that is there already, beside those who signed before."""
