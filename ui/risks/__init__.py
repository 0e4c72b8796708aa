"""The picture of the risks: the platform × risk grid, the 4×4 matrix and the rating of one cell."""
