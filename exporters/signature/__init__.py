"""OOXML package signatures: sign, verify, identities (ECMA-376-2, XAdES)."""
