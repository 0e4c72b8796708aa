"""The reference data of resources/catalogue, read and validated."""
