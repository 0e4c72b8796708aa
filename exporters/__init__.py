"""Documents: what a report says, how it is written, how it is signed and verified."""
