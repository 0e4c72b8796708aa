"""The place for risk profiles: shipped ones to look at, the body's own to change."""
