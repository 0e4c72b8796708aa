"""The overview: all assessments with state, risk, open measures and next review."""
