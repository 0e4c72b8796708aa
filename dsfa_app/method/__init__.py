"""How an assessment is judged: pure functions over domain objects and catalogue data."""
