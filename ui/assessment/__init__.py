"""The open assessment: steps on the left, the page in the middle, help and findings on the right."""
