"""The place of deadlines and measures of all assessments."""
