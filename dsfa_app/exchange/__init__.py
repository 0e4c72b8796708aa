"""What leaves and enters the process: canonical JSON and the files that carry it."""
