"""What belongs to one account: the settings to be checked on it."""
