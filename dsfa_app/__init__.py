"""DSFA-Werkbank: impact assessments (Art. 35 GDPR) of a public body's social media channels."""

__version__ = "0.1.0"
