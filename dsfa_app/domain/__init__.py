"""What an assessment is: frozen dataclasses with behaviour, standard library only."""
