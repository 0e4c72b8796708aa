"""The measures of an assessment: their table, the form of one, and what each of them achieves."""
