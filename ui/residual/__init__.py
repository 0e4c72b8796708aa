"""What remains after the measures: how it spreads over the matrix, and which risks stay."""
