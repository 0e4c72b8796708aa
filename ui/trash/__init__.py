"""The waste basket: taking a deletion back at once, and the place where everything deleted lies."""
